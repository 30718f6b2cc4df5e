"""The words of the guided player: while it runs, how it speaks, and afterwards."""

from flask_babel import gettext as _

from webapp.language import plural_words


def player_words() -> dict[str, str]:
    """What only the player's own page may show."""
    return {**_running(), **_beats(), **_ways(), **_moments(), **_senses(), **_ends()}


def afterwards_words() -> dict[str, str]:
    """What any page may show of a session: it can be gone on with, or asked about the day after."""
    return {
        "again.title": _("Carry on with {title}?"),
        "again.text": _("You were at {at} of {of}."),
        "again.yes": _("Carry on"),
        "again.no": _("Not now"),
        "morning.title": _("How is it this morning?"),
        "morning.text": _("Compared with before “{title}” on {day}."),
        "morning.worse": _("Worse"),
        "morning.same": _("Same"),
        "morning.better": _("Better"),
        "morning.skip": _("Skip"),
        "morning.thanks": _("Thank you. It is kept with that session."),
        "morning.rest": _(
            "Thank you. Leave hands-on and strength out today. If it stays like this, see a doctor "
            "or physiotherapist before the next session."
        ),
    }


def _running() -> dict[str, str]:
    return {
        "player.pause": _("Pause"),
        "player.resume": _("Carry on"),
        "player.resume_at": _("Carry on at {at}"),
        "player.paused": _("Paused. Take your time."),
        "player.left": _("Paused while you were away."),
        **plural_words(
            "player.slept",
            "This device slept for {n} minute. You are where it fell asleep.",
            "This device slept for {n} minutes. You are where it fell asleep.",
        ),
        "player.go_on_at": _("Go on at {at} instead"),
        "player.next": _("Next: {title}"),
        "player.left_of": _("{left} left"),
        "player.starts_in": _("Starts by itself in 5 seconds, without sound. Tap to stop that."),
        "player.where": _("Where, where not"),
        "player.care": _("Good to know"),
        "player.wait_for": _("Wait for: {signals}."),
        "player.may_sleep": _(
            "This device does not keep its screen on now. If it goes dark, the routine waits."
        ),
    }


def _beats() -> dict[str, str]:
    return {
        "player.count": _("{n} of {of}"),
        "player.breath": _("Breath {n} of {of}"),
        "player.pace": _("{n} a minute"),
        "player.phase.go": _("Go"),
        "player.phase.let_go": _("Let go"),
        "player.phase.press": _("Hold"),
        "player.phase.get_ready": _("Get ready"),
        "player.phase.inhale": _("Breathe in"),
        "player.phase.top_up": _("A little more"),
        "player.phase.hold_full": _("Hold softly"),
        "player.phase.exhale": _("Breathe out"),
        "player.phase.hold_empty": _("Rest"),
    }


def _ways() -> dict[str, str]:
    return {
        "player.side.left": _("Left side"),
        "player.side.right": _("Right side"),
        "player.hand.left": _("With your left hand"),
        "player.hand.right": _("With your right hand"),
        "player.hand.both": _("With both hands"),
        "player.way.up": _("Upward"),
        "player.way.down": _("Downward"),
        "player.way.out": _("Outward"),
        "player.way.down_and_out": _("Down and out"),
        "player.way.back": _("Backward"),
        "player.way.forward": _("Forward"),
        "player.way.left": _("To the left"),
        "player.way.right": _("To the right"),
        "player.way.circles": _("In circles"),
        "player.way.together": _("Together"),
    }


def _moments() -> dict[str, str]:
    return {
        "player.changed": _("Some parts were exchanged or left out because of your safety check."),
        "player.replaced": _("This is open for now. Your safety check decides what else is."),
        "player.capped": _(
            "Enough of that for now: more would be too much. Here is a good neighbour."
        ),
        "player.later": _("Later, then"),
        "player.back_at": _("It comes back at {time}."),
        "player.left_out": _("This one is left out. The next comes as planned."),
        "player.closed": _("This one is closed for now"),
        "player.closed.text": _("Your safety check leaves nothing of it open."),
        "refused.stopped": _(
            "You stopped a session and said: {sign}. What that closed opens with a new check."
        ),
        "refused.old": _(
            "The check is more than ninety days old. Until a new one, calm breathing alone is open."
        ),
        "player.not_loaded": _("The player could not be loaded"),
    }


def _senses() -> dict[str, str]:
    return {
        "senses.silent": _("Silent"),
        "senses.tones": _("Tones"),
        "senses.voice": _("Voice and tones"),
        "senses.own": _("Your own mix"),
        "senses.screen_off": _("Screen off"),
        "senses.default_voice": _("The device's own voice"),
        "senses.no_voice": _("This device has no voice that speaks this language."),
        "senses.sample": _("Shoulders down, breathe out."),
        "senses.track_failed": _("The sound could not start. The routine goes on in the open."),
        "senses.track": _("Sound runs with the screen off, too."),
    }


def _ends() -> dict[str, str]:
    return {
        "player.saving": _("Saving …"),
        "player.finished": _("Well done"),
        "player.stopped": _("Ended early"),
        "player.too_short": _("Kept in your history. A day is ticked from half a routine on."),
        "player.kept": _("Kept on this device. It is sent when you are back online."),
        "player.not_saved": _("It could not be saved this time, but your body had it."),
        "player.guest": _("To keep count of your days, choose a routine on the start page."),
        "player.unwell.urgent": _("Please get help now"),
        "player.unwell.rest": _("Stop and rest"),
        "ask.of": _("Question {n} of {of}"),
        "ask.skip": _("Skip"),
        "ask.next": _("Next"),
    }
