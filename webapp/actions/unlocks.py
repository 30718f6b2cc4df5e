"""Which routines are not open in full yet for a person."""

from collections.abc import Iterable, Mapping

from webapp.actions.own_catalogue import catalogue_of
from webapp.domain.catalogue import load_catalogue
from webapp.domain.unlocks import UNLOCKS, Unlock, routines_with
from webapp.storage.sessions import count_ended_well


def still_to_go(person_id: int | None) -> Mapping[str, int]:
    """How many shorter sessions each routine that is locked still needs; of nobody, all."""
    left = {name: _left(person_id, unlock) for name, unlock in UNLOCKS.items()}
    return {name: sessions for name, sessions in left.items() if sessions > 0}


def locked_among(wanted: Iterable[tuple[int, str | None]]) -> Mapping[int, frozenset[str]]:
    """The routines that are locked to those people who want one of them."""
    asked = {person_id for person_id, routine in wanted if routine in UNLOCKS}
    return {person_id: frozenset(still_to_go(person_id)) for person_id in asked}


def _left(person_id: int | None, unlock: Unlock) -> int:
    if person_id is None:
        return unlock.sessions
    ours = routines_with(load_catalogue(), unlock.exercise)
    done = count_ended_well(person_id, ours, unlock.sessions)
    if done < unlock.sessions:  # those of one's own count as well, and cost more to look up
        own = routines_with(catalogue_of(person_id, removed=True), unlock.exercise)
        done = count_ended_well(person_id, own, unlock.sessions)
    return unlock.sessions - done
