"""The words scripts speak, by key, in the language of the request."""

from flask_babel import gettext as _

from webapp.language import plural_words
from webapp.web.words_devices import devices_words
from webapp.web.words_pwa import pwa_words


def script_words() -> dict[str, str]:
    """Every sentence a script may show; the script fills {name}; `plural_words` counts {n}."""
    return {
        **_everywhere(),
        **pwa_words(),
        **devices_words(),
        **_safety(),
        **_player(),
        **_player_moments(),
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
        "safety.offline": _(
            "Kept on this device. Without a connection your reminders do not know it yet."
        ),
        "safety.failed": _("Kept on this device, but it could not be saved with your reminders."),
    }


def _player() -> dict[str, str]:
    return {
        "player.pause": _("Pause"),
        "player.resume": _("Carry on"),
        "player.paused": _("Paused. Take your time."),
        "player.next": _("Next: {title}"),
        "player.coming": _("Next: {title}"),
        "player.side.left": _("Left side"),
        "player.side.right": _("Right side"),
        "player.repetition": _("{n} of {of}"),
        "player.breath": _("Breath {n} of {of}"),
        "player.go": _("Go"),
        "player.let_go": _("Let go"),
        "player.get_ready": _("Get ready"),
        "player.phase.inhale": _("Breathe in"),
        "player.phase.top_up": _("A little more"),
        "player.phase.hold_full": _("Hold softly"),
        "player.phase.exhale": _("Breathe out"),
        "player.phase.hold_empty": _("Rest"),
    }


def _player_moments() -> dict[str, str]:
    return {
        "player.changed": _("Some parts were exchanged or left out because of your safety check."),
        "player.replaced": _(
            "This is what your safety check leaves open. Without a check it is calm breathing."
        ),
        "player.capped": _(
            "Enough of that for now: more would be too much. Here is a good neighbour."
        ),
        "player.later": _("Later, then"),
        "player.back_at": _("It comes back at {time}."),
        "player.left_out": _("This one is left out. The next comes as planned."),
        "player.closed": _("This one is closed for now"),
        "player.closed.text": _("Your safety check leaves nothing of it open."),
        "player.may_sleep": _("This device may dim its screen; the timer keeps going."),
        "player.saving": _("Saving …"),
        "player.finished": _("Well done"),
        "player.stopped": _("Ended early"),
        "player.too_short": _("Kept in your history. A day is ticked from half a routine on."),
        "player.kept": _("Kept on this device. It is sent when you are back online."),
        "player.not_saved": _("It could not be saved this time, but your body had it."),
        "player.guest": _("To keep count of your days, choose a routine on the start page."),
        "player.unwell.urgent": _("Please get help now"),
        "player.unwell.rest": _("Stop and rest"),
    }
