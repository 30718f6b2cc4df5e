"""The form a routine of one's own is changed by: what it shows, and what was pressed in it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from werkzeug.datastructures import MultiDict

from webapp.domain.catalogue import Catalogue, Exercise
from webapp.domain.catalogue.exercise import KINDS, LEVELS
from webapp.domain.own_exercises import is_own
from webapp.domain.own_routines import OwnItem, OwnRoutine, seconds_allowed
from webapp.domain.own_texts import tidied
from webapp.domain.safety import is_blocked
from webapp.storage.safety import KnownSafety

APART = 5  # seconds between two that are offered: nobody feels less


@dataclass(frozen=True, slots=True)
class Row:
    """One exercise in the form: its levels, and how long it may last at the present one."""

    item: OwnItem
    title: str
    kind: str
    lasts: int
    doses: Mapping[int, int]
    choices: tuple[int, ...]
    tags: str
    points: str
    own: bool
    gone: bool


@dataclass(frozen=True, slots=True)
class Addable:
    """An exercise that can be added; what a device needs to tell whether it is closed there."""

    id: str
    title: str
    summary: str
    kind: str
    seconds: int
    tags: str
    points: str
    closed: bool


def rows_of(catalogue: Catalogue, own: OwnRoutine) -> list[Row]:
    """The exercises of a routine as the form shows them."""
    return [_row(catalogue.exercises.get(item.exercise), item) for item in own.items]


def addable(catalogue: Catalogue, known: KnownSafety) -> dict[str, list[Addable]]:
    """All that can be added, a person's own first, then by kind."""
    effects = known.effects if known.consent else frozenset()
    own = [e for e in catalogue.exercises.values() if is_own(e.id)]
    ours = [e for e in catalogue.exercises.values() if not is_own(e.id)]
    groups = {"own": own} | {kind: [e for e in ours if e.kind == kind] for kind in KINDS}
    return {
        key: [_addable(e, is_blocked(catalogue, e, effects)) for e in group]
        for key, group in groups.items()
        if group
    }


def typed(form: MultiDict[str, str], catalogue: Catalogue, before: OwnRoutine) -> OwnRoutine:
    """The routine as it stands in the form; seconds go to the nearest their level allows."""
    columns = (form.getlist(name) for name in ("exercise", "level", "seconds"))
    items = (_item(catalogue, *cells) for cells in zip(*columns, strict=False))
    return replace(before, title=tidied(form.get("title", before.title)), items=tuple(items))


def pressed(own: OwnRoutine, button: str) -> OwnRoutine:
    """The routine after a button was pressed: add:ID, up:N, down:N, remove:N."""
    what, _, which = button.partition(":")
    items = list(own.items)
    if what == "add":
        return replace(own, items=(*items, OwnItem(which)))
    number = int(which) if which.isdecimal() and len(which) < 4 else -1
    if not 0 <= number < len(items):
        return own
    item = items.pop(number)
    if what == "up":
        items.insert(max(number - 1, 0), item)
    elif what == "down":
        items.insert(number + 1, item)
    elif what != "remove":
        items.insert(number, item)
    return replace(own, items=tuple(items))


def _row(exercise: Exercise | None, item: OwnItem) -> Row:
    if exercise is None:
        return Row(item, "", "", 0, {}, (), "", "", own=False, gone=True)
    dose = exercise.total(item.level)
    return Row(
        item=item,
        title=exercise.title,
        kind=exercise.kind,
        lasts=dose if item.seconds is None else item.seconds,
        doses={level: exercise.total(level) for level in LEVELS},
        choices=_choices(exercise, item),
        tags=" ".join(exercise.tags),
        points=" ".join(exercise.points),
        own=is_own(exercise.id),
        gone=False,
    )


def _choices(exercise: Exercise, item: OwnItem) -> tuple[int, ...]:
    allowed = seconds_allowed(exercise, item.level)
    offered: list[int] = []
    for seconds in allowed:
        if not offered or seconds - offered[-1] >= APART or seconds == allowed[-1]:
            offered.append(seconds)
    kept = {*offered, item.seconds} - {None, exercise.total(item.level)}
    return tuple(sorted(each for each in kept if each is not None))


def _addable(exercise: Exercise, closed: bool) -> Addable:
    return Addable(
        id=exercise.id,
        title=exercise.title,
        summary=exercise.summary,
        kind=exercise.kind,
        seconds=exercise.total(1),
        tags=" ".join(exercise.tags),
        points=" ".join(exercise.points),
        closed=closed,
    )


def _item(catalogue: Catalogue, exercise: str, level: str, seconds: str) -> OwnItem:
    at = int(level) if level in map(str, LEVELS) else 1
    wanted = int(seconds) if seconds.isdecimal() and len(seconds) < 6 else None
    known = catalogue.exercises.get(exercise)
    if known is None or wanted is None:
        return OwnItem(exercise, at, wanted)
    nearest = _nearest(seconds_allowed(known, at), wanted)
    return OwnItem(exercise, at, None if nearest == known.total(at) else nearest)


def _nearest(allowed: tuple[int, ...], wanted: int) -> int:
    return min(allowed, key=lambda each: abs(each - wanted))
