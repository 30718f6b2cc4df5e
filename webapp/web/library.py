"""What somebody looks for in the library, read from the address, and what is found for it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask import request

from webapp.domain.catalogue.exercise import KINDS
from webapp.domain.library import PLACES, Wish, fits
from webapp.language import gettext
from webapp.parts import parts
from webapp.web.routine_cards import RoutineCard

MINUTES = (2, 5, 10)


@dataclass(frozen=True, slots=True)
class Group:
    """Routines that serve the same need."""

    key: str
    title: str
    routines: list[RoutineCard]


def wish_asked() -> Wish:
    """What the address asks for; what it asks for in vain counts as not asked."""
    asked = request.args
    minutes = asked.get("minutes", "")
    kind, place = asked.get("kind"), asked.get("place")
    return Wish(
        minutes=int(minutes) if minutes in map(str, MINUTES) else None,
        kind=kind if kind in KINDS else None,
        place=place if place in PLACES else None,
        discreet=asked.get("discreet") == "1",
    )


def choices_offered() -> dict[str, dict[str, str]]:
    """What can be asked for, and its words."""
    return {
        "minutes": {str(n): gettext("Up to %(n)s minutes", n=n) for n in MINUTES},
        "kind": {
            "massage": gettext("Massage"),
            "acupressure": gettext("Acupressure"),
            "breathing": gettext("Breathing"),
            "mobility": gettext("Movement"),
            "strength": gettext("Strength"),
        },
        "place": place_words(),
    }


def place_words() -> dict[str, str]:
    """Where something can be done, in words."""
    return {
        "desk": gettext("Sitting at the desk"),
        "standing": gettext("Standing"),
        "lying": gettext("Lying down"),
    }


def groups_of(found: list[RoutineCard], wish: Wish) -> list[Group]:
    """The cards that fit a wish, by need; a need without any is left out."""
    return [group for group in _groups(found, wish) if group.routines]


def _groups(found: list[RoutineCard], wish: Wish) -> Iterator[Group]:
    catalogue = parts().catalogue
    by_id: Mapping[str, RoutineCard] = {card.id: card for card in found}
    for need in catalogue.needs.values():
        kept = [each for each in need.routines if fits(catalogue, catalogue.routines[each], wish)]
        yield Group(need.id, need.title, [by_id[each] for each in kept])
