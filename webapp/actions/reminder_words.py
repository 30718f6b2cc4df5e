"""What a reminder says: the routine that will be played, or nothing a bystander could read."""

from dataclasses import dataclass

from webapp.domain.catalogue import Catalogue, UnknownRoutine
from webapp.domain.reach import START, Reach, compile_within
from webapp.domain.timelines import NothingAllowed
from webapp.language import gettext, ngettext
from webapp.storage.safety import KnownSafety


@dataclass(frozen=True, slots=True)
class Words:
    """A notification's two lines."""

    title: str
    body: str


def reminder_words(
    catalogue: Catalogue, routine: str, safety: KnownSafety, reach: Reach = START
) -> Words:
    """Name what may be played, as it will be, and only that; neutral when we may not know."""
    if safety.checked and not safety.consent:
        return neutral_words()
    try:
        level = reach.level_for(catalogue, catalogue.get_routine(routine))
        timeline = compile_within(catalogue, (routine, level), safety.effects, reach)
    except (NothingAllowed, UnknownRoutine):
        return neutral_words()
    minutes = max(1, round(timeline.seconds / 60))
    body = ngettext(
        "%(num)d minute. Tap, then press Start.",
        "%(num)d minutes. Tap, then press Start.",
        minutes,
    )
    return Words(timeline.title, body)


def neutral_words() -> Words:
    """Words that tell a bystander nothing."""
    return Words(gettext("Time for a break"), gettext("Tap when you are ready."))
