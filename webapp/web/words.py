"""The words scripts speak, by key, in the language of the request."""

from flask_babel import gettext as _

from webapp.language import plural_words
from webapp.web.words_devices import devices_words
from webapp.web.words_own import own_words
from webapp.web.words_player import afterwards_words
from webapp.web.words_pwa import pwa_words


def script_words() -> dict[str, str]:
    """Every sentence a script may show; the script fills {name}; `plural_words` counts {n}."""
    return {
        **_everywhere(),
        **pwa_words(),
        **devices_words(),
        **own_words(),
        **_safety(),
        **afterwards_words(),
    }


def _everywhere() -> dict[str, str]:
    return {
        "offline.title": _("No connection right now"),
        "offline": _("This device is offline. Please try again when the connection is back."),
        **plural_words("minutes", "{n} minute", "{n} minutes"),
        "kind.massage": _("Massage"),
        "kind.acupressure": _("Acupressure"),
        "kind.breathing": _("Calm breathing"),
        "kind.mobility": _("Easy movement"),
        "kind.strength": _("Strength"),
        "today.due": _("Your break is ready"),
        "today.due_when": _("It was planned for {time}."),
        "plan.zone": _(
            "This device is in {here}, but the plan follows {plan}. Use {here} for the plan?"
        ),
    }


def _safety() -> dict[str, str]:
    return {
        "safety.open": _("open"),
        "safety.partly": _("partly open"),
        "safety.closed": _("closed for now"),
        "safety.title": _("This is open for you"),
        "safety.title.nothing": _("Nothing is open for now"),
        "safety.all": _("Everything. Stop whenever something feels wrong."),
        "safety.some": _(
            "Only what suits you now is offered. Repeat the check when things change."
        ),
        "safety.nothing": _("Please get advice first, then take the check again."),
        "safety.held": _("The safety check on this device closes some parts; they are not shown."),
        "safety.until": _("Until {at}."),
        "safety.leaves": _("Still open: {kinds}."),
        "safety.can_clear": _(
            "Where a doctor or physiotherapist who knows you agrees, the check opens level 1."
        ),
        "safety.asked": _("Last answered in full on {day}. It counts for ninety days."),
        "flare.until": _(
            "Easy movement at level 1 and calm breathing are open. Massage and strength come back"
            " after {day}."
        ),
        "flare.held": _(
            "“{title}” was stopped at {at} of {of}. What you did of it is written down."
        ),
        "flare.go_on": _("Carry on with “{title}”"),
        "player.nothing_new": _("Nothing new, start"),
        "safety.offline": _(
            "Kept on this device. Without a connection your reminders do not know it yet."
        ),
        "safety.failed": _("Kept on this device, but it could not be saved with your reminders."),
    }
