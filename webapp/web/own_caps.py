"""What of a routine is not too much today for whoever asks, and why more would be."""

from collections.abc import Collection

from webapp.actions.caps import find_offer_for
from webapp.domain.catalogue import Routine
from webapp.language import format_weekday, gettext
from webapp.web.cap_words import cap_words
from webapp.web.current import find_current_person, now
from webapp.web.own_here import catalogue_with


def within_caps(routine: Routine, level: int, effects: Collection[str]) -> tuple[str | None, str]:
    """The routine to offer in place of the one asked for, and why ("" where it is itself)."""
    person = find_current_person()
    if person is None:
        return routine.id, ""
    offered, cap, again = find_offer_for(person, (routine.id, level), effects, now())
    if cap is None or again is None or offered == routine.id:
        return offered, ""
    day = format_weekday(again)
    return offered, gettext(
        "%(why)s It opens again on %(day)s.",
        why=cap_words(cap, catalogue_with(routine.id).caps, level),
        day=day,
    )
