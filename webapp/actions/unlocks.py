"""Which routines are not open in full yet for a person."""

from collections.abc import Mapping

from webapp.actions.own_catalogue import catalogue_of
from webapp.domain.unlocks import UNLOCKS, routines_with
from webapp.storage.people import Person
from webapp.storage.sessions import count_ended_well


def still_to_go(person: Person | None) -> Mapping[str, int]:
    """How many shorter sessions each routine that is locked still needs; of nobody, all."""
    if person is None:
        return {name: unlock.sessions for name, unlock in UNLOCKS.items()}
    catalogue = catalogue_of(person.id, removed=True)
    left = {
        name: unlock.sessions
        - count_ended_well(person.id, routines_with(catalogue, unlock.exercise), unlock.sessions)
        for name, unlock in UNLOCKS.items()
    }
    return {name: sessions for name, sessions in left.items() if sessions > 0}
