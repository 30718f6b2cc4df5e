"""Everything of a person in one file, and bringing such a file in."""

from datetime import datetime
from typing import Any

from webapp.actions.bringing_in import Arrival, RowProblem
from webapp.actions.extras import arrange
from webapp.actions.transaction import transaction
from webapp.domain.catalogue import languages
from webapp.domain.days import DayStartProblem, check_day_start
from webapp.domain.own_lint import BREAKS
from webapp.domain.turns import next_turn_at
from webapp.domain.wall_clock import UnknownZone, zone_named
from webapp.storage.month_summaries import forget_months
from webapp.storage.people import Person, get_person, hold_person
from webapp.storage.plans import find_plan
from webapp.storage.portable import PORTABLE, Kind, rows_of
from webapp.storage.rows_as_json import row_as_json

FORMAT, VERSION = "unhunch-person", 1
WHO = ("time_zone", "language", "day_start_minutes", "discreet", "break_minutes")


class FileProblem(ValueError):
    """A file that cannot be brought in: what is wrong, and where."""


def taken_along(person: Person, now: datetime) -> dict[str, Any]:
    """Everything of a person, as docs/export.md describes it."""
    kinds = {kind.name: _rows(kind, person.id) for kind in PORTABLE}
    who = {name: getattr(person, name) for name in WHO}
    made = {"format": FORMAT, "version": VERSION, "exported_at": now.isoformat()}
    return made | {"person": who} | kinds


def bring_in(person: Person, file: Any, now: datetime) -> dict[str, int]:
    """Add what a file holds to a person, answering how many rows of each kind were new.

    What is there already stays as it is, so the same file twice changes nothing. FileProblem
    where it cannot be read; then nothing was changed.
    """
    _check(file)
    with transaction():
        hold_person(person.id)
        _be(get_person(person.id), file["person"])
        arrival = Arrival(person.id, now)
        _take_all(arrival, file)
        forget_months(person.id)
        plan = find_plan(person.id)
        if plan is not None and arrival.added.get("plan_versions"):
            plan.edition += bool(plan.next_due_at)
            plan.next_due_at = next_turn_at(plan.as_plan(), now)
        arrange(person.id, plan.as_plan() if plan else None, now)
    return arrival.added


def _take_all(arrival: Arrival, file: dict[str, Any]) -> None:
    try:
        for kind in PORTABLE:
            arrival.take(kind, _list(file, kind))
    except RowProblem as problem:
        raise FileProblem(str(problem)) from None


def _rows(kind: Kind, person_id: int) -> list[dict[str, Any]]:
    without = kind.without | {"person_id"}
    if kind.name in ("plans", "occurrences"):
        without -= {"id"}
    return [row_as_json(row, without) for row in rows_of(kind, person_id)]


def _check(file: Any) -> None:
    if not isinstance(file, dict) or file.get("format") != FORMAT:
        raise FileProblem("This is no file that Unhunch exported.")
    if file.get("version") != VERSION:
        raise FileProblem("This file comes from another version of Unhunch; export it anew there.")
    if not isinstance(file.get("person"), dict):
        raise FileProblem("person: this part is missing.")


def _list(file: dict[str, Any], kind: Kind) -> list[dict[str, Any]]:
    rows = file.get(kind.name, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise FileProblem(f"{kind.name}: this is no list of rows.")
    return rows


def _be(person: Person, who: dict[str, Any]) -> None:
    try:
        zone, minutes = str(who["time_zone"]), int(who["day_start_minutes"])
        zone_named(zone)
        check_day_start(minutes)
        person.discreet = bool(who["discreet"])
        person.break_minutes = _break_of(who)
    except (KeyError, TypeError, ValueError, UnknownZone, DayStartProblem) as error:
        raise FileProblem(f"person: {error}") from None
    person.time_zone, person.day_start_minutes = zone, minutes
    if str(who.get("language")) in languages():
        person.language = str(who["language"])


def _break_of(who: dict[str, Any]) -> int | None:
    """How long a break is; a file of earlier versions does not say."""
    minutes = who.get("break_minutes")
    if minutes is None:
        return None
    if type(minutes) is not int or minutes not in BREAKS:
        raise ValueError("break_minutes does not fit")
    return minutes
