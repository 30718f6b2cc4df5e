"""Until when the safety check closes something; the reasons stay on the device."""

from collections.abc import Iterable
from datetime import datetime
from typing import TypedDict

from webapp.domain.catalogue import Exercise
from webapp.domain.catalogue.exercise import KINDS
from webapp.domain.safety import is_blocked
from webapp.language import format_date, gettext
from webapp.parts import parts
from webapp.storage.people import Person
from webapp.storage.safety import KnownSafety, kept_effects
from webapp.web.current import find_current_person, local, now
from webapp.web.library import choices_offered


class Facts(TypedDict):
    """What a device must know of an exercise to say why its check closes it."""

    kind: str
    tags: list[str]
    points: list[str]


class Why(TypedDict):
    """What the server may say of it, and the exercises a device looks up its own reasons for."""

    words: str
    closed: list[Facts]


def why_closed(exercises: Iterable[Exercise], known: KnownSafety) -> Why | None:
    """Why some of these are closed to whoever asks; None where none is, as far as is known here."""
    catalogue = parts().catalogue
    effects = known.effects if known.consent or not known.checked else known.own_effects
    closed = [each for each in exercises if is_blocked(catalogue, each, effects)]
    if not closed:
        return None
    facts = [Facts(kind=e.kind, tags=list(e.tags), points=list(e.points)) for e in closed]
    person = find_current_person()
    until = _until(person, closed) if person and not known.paused and not known.outdated else ""
    return Why(words=f"{until} {_still_open(effects)}".strip(), closed=facts)


def _until(person: Person, closed: list[Exercise]) -> str:
    catalogue = parts().catalogue
    closing = [
        effect
        for effect in kept_effects(person.id)
        if (effect.until is None or now() < effect.until)
        and any(is_blocked(catalogue, each, (effect.id,)) for each in closed)
    ]
    ends = [effect.until for effect in closing if effect.until is not None]
    if not ends or len(ends) < len(closing):
        return ""
    return gettext("Closed until %(at)s.", at=_moment(local(max(ends), person.time_zone)))


def _moment(at: datetime) -> str:
    return f"{format_date(at.date(), 'EEEE, d MMMM')}, {at:%H:%M}"


def _still_open(effects: Iterable[str]) -> str:
    catalogue, held = parts().catalogue, frozenset(effects)
    kinds = [
        kind
        for kind in KINDS
        if any(
            each.kind == kind and not is_blocked(catalogue, each, held)
            for each in catalogue.exercises.values()
        )
    ]
    names = choices_offered()["kind"]
    if not kinds:
        return gettext("Nothing is open for now.")
    return gettext("Still open: %(kinds)s.", kinds=", ".join(names[kind] for kind in kinds))
