"""The words of the app on the device: what is kept, what is new, installing."""

from flask_babel import gettext as _


def pwa_words() -> dict[str, str]:
    """The sentences of `static/js/base/notes.js` and `install.js`."""
    return {
        "kept.as_of": _("As of {time}, no connection."),
        "kept.back": _("The connection is back."),
        "kept.reload": _("Show the latest"),
        "silenced": _(
            "Notifications are switched off for Unhunch on this device, so no nudge rings."
        ),
        "silenced.how": _("How to switch them on"),
        "updated": _("Updated to the newest version."),
        "install.title": _("Keep Unhunch at hand"),
        "install.why": _(
            "As an app it opens with one tap, works without a connection, and its icon shows "
            "when a break is due. It takes less room than a photo."
        ),
        "install.yes": _("Install"),
        "install.no": _("Not now"),
    }
