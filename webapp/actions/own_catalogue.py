"""The catalogue as one person has it: what is ours and what is their own."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from webapp.domain.catalogue import Catalogue
from webapp.domain.own_exercises import is_own
from webapp.domain.own_routines import with_own
from webapp.domain.plan_versions import PlanVersion
from webapp.language import catalogue_here
from webapp.storage.own_exercises import own_exercises
from webapp.storage.own_routines import own_routines, people_of_routines

DEFAULT_ROUTINE = "desk_minute"  # what reminders offer where a routine is gone


def catalogue_of(person_id: int, removed: bool = False) -> Catalogue:
    """The catalogue with a person's own exercises and routines; with removed ones where asked.

    What was removed is asked for where it was played before: it keeps its title and counts.
    """
    exercises = [row.as_own() for row in own_exercises(person_id, removed)]
    routines = [row.as_own() for row in own_routines(person_id, removed)]
    return with_own(catalogue_here(), exercises, routines)


def catalogue_for(person_id: int | None, routine: str, removed: bool = False) -> Catalogue:
    """The catalogue to find this routine in; without a query where it is one of ours."""
    if person_id is None or not is_own(routine):
        return catalogue_here()
    return catalogue_of(person_id, removed)


def catalogues_for(routines: Iterable[str], removed: bool = False) -> Mapping[int, Catalogue]:
    """The catalogues of those people whose own routines are among these."""
    own = {name for name in routines if is_own(name)}
    people = people_of_routines(own) if own else ()
    return {person: catalogue_of(person, removed) for person in people}


def known_or_default(catalogue: Catalogue, routine: str) -> str:
    """The routine asked for, or the usual one where it was a person's own and is gone."""
    gone = is_own(routine) and catalogue.find_routine(routine) is None
    return DEFAULT_ROUTINE if gone else routine


def with_known_routines(version: PlanVersion, catalogue: Catalogue) -> PlanVersion:
    """A plan's version in which every routine can be had."""
    by_time = ((at, known_or_default(catalogue, name)) for at, name in version.routine_by_time)
    routine = known_or_default(catalogue, version.routine)
    return replace(version, routine=routine, routine_by_time=tuple(by_time))
