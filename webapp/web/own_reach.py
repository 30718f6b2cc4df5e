"""How far whoever asks has got."""

from collections.abc import Mapping

from flask import g

from webapp.actions.levels import levels_of
from webapp.actions.unlocks import still_to_go
from webapp.domain.progression import Standing, standings_of
from webapp.domain.reach import Reach, reach_of
from webapp.storage.people import Person
from webapp.web.current import find_current_person, now


def own_standings() -> dict[str, Standing]:
    """Where whoever asks stands with every kind; of nobody, level 1 is known."""
    if "standings" not in g:
        g.standings = standings_for(find_current_person())
    found: dict[str, Standing] = g.standings
    return found


def standings_for(person: Person | None) -> dict[str, Standing]:
    """Where somebody stands with every kind."""
    if person is None:
        return standings_of((), now().date())
    return levels_of(person, now())


def locked_here() -> Mapping[str, int]:
    """The routines that are not open in full yet, with the shorter sessions they still need."""
    if "locked" not in g:
        person = find_current_person()
        g.locked = still_to_go(person.id if person else None)
    found: Mapping[str, int] = g.locked
    return found


def reach_here() -> Reach:
    """The levels and locks that hold for whoever asks."""
    return reach_of(own_standings(), locked_here())
