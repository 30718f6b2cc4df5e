"""The one suggestion at the end of a session."""

from dataclasses import dataclass

from webapp.domain.catalogue import Routine
from webapp.language import gettext
from webapp.parts import parts
from webapp.storage.people import Person
from webapp.storage.plans import find_plan
from webapp.web.routine_cards import card_of, safety_of

STANDING_BREAK = "micro_break"
OPEN = ("kept", "changed")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Where it leads, what it is called, and why."""

    href: str
    title: str
    why: str


def suggestion_after(routine: Routine, person: Person | None) -> Suggestion | None:
    """What may come next for this person: their days, their reminders, or a routine that fits.

    None where the safety check leaves nothing to suggest.
    """
    if person is None:
        why = gettext("Then your days are counted and a reminder can come at the right moment.")
        return Suggestion("/start", gettext("Choose a routine for your days"), why)
    if find_plan(person.id) is None:
        why = gettext("A nudge in your working hours, and only then.")
        return Suggestion("/plan", gettext("Say when to be reminded"), why)
    return _routine_after(routine, person)


def _routine_after(routine: Routine, person: Person) -> Suggestion | None:
    catalogue = parts().catalogue
    wanted = [*routine.follow_with, STANDING_BREAK]
    cards = (card_of(catalogue.get_routine(one), safety_of(person)) for one in wanted)
    card = next((one for one in cards if one.state in OPEN and one.id != routine.id), None)
    if card is None:
        return None
    href = f"/routines/{card.id}"
    return Suggestion(href, gettext("Next time: %(title)s", title=card.title), card.summary)
