"""The words scripts speak about devices, links and the way to a phone that rings."""

from flask_babel import gettext as _


def devices_words() -> dict[str, str]:
    """What the devices page, the phone page and the link pages may show."""
    return {
        "devices.registering": _("Connecting this device …"),
        "devices.failed": _("That did not work. Please try again in a moment."),
        "devices.dismissed": _(
            "The question was closed without an answer. Press the button again when you like."
        ),
        "devices.test.sending": _("Sending a test …"),
        "devices.test.shown": _("It arrived. This device is ready."),
        "devices.test.sent": _("It was sent. Did a notification appear?"),
        "devices.test.late": _("It is taking longer than usual. Did a notification appear?"),
        "devices.test.failed": _(
            "It could not be delivered. Load this page again; it then offers to repair that."
        ),
        "devices.test.not_seen": _(
            "Check that the device is not silenced and that no focus or do-not-disturb mode is on, "
            "then send another test."
        ),
        "link.waiting": _("Waiting for the phone …"),
        "link.joined": _("The phone has joined. Allow notifications there."),
        "link.connected": _("{device} is connected. A test is on its way …"),
        "link.arrived": _("The test arrived on {device}. Done."),
        "link.expired": _("This code is too old now. Make a new one."),
        "link.replaced": _("A newer code took the place of this one."),
        "link.carry.waiting": _("Waiting until the code is used …"),
        "link.carry.joined": _("The code was used. Go on over there."),
        "link.carry.arrived": _("The test arrived over there. You can close this page."),
        "link.new_code": _("New code"),
        "link.code_until": _("Good until {time}, once."),
        "link.copied": _("Copied."),
    }
