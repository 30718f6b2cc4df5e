"""The catalogue as whoever is asking has it."""

from flask import g

from webapp.actions.own_catalogue import catalogue_of
from webapp.domain.catalogue import Catalogue, Routine
from webapp.domain.own_exercises import is_own
from webapp.parts import parts
from webapp.web.current import find_current_person


def whole_catalogue() -> Catalogue:
    """What is ours and what is this person's own; without anybody, what is ours."""
    person = find_current_person()
    if person is None:
        return parts().catalogue
    known: tuple[int, Catalogue] | None = g.get("own_catalogue")
    if known is None or known[0] != person.id:
        known = g.own_catalogue = (person.id, catalogue_of(person.id))
    return known[1]


def catalogue_with(name: str) -> Catalogue:
    """The catalogue to look an id up in: this person's where it is one of their own."""
    return whole_catalogue() if is_own(name) else parts().catalogue


def find_routine_here(name: str) -> Routine | None:
    """Find a routine, ours or this person's own."""
    return catalogue_with(name).find_routine(name)


def forget_catalogue() -> None:
    """Read it again the next time: something of this person's own has changed."""
    g.pop("own_catalogue", None)
