"""What a row from a file must mean, before it stands beside those that were made here."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from webapp.domain.catalogue.exercise import KINDS, LEVELS
from webapp.domain.corrections import MOST_MINUTES
from webapp.domain.day_marks import Mark
from webapp.domain.days import local_day
from webapp.domain.news import NewsKind
from webapp.domain.referral import Referral
from webapp.domain.reminders import OccurrenceKind, ReceiptKind
from webapp.domain.sessions import LONGEST_BACK, checked
from webapp.storage.day_marks import DayMark, DayTelling
from webapp.storage.db import Base, table_of
from webapp.storage.extra_wishes import ExtraWishes
from webapp.storage.levels import StoredStanding
from webapp.storage.occurrences import Occurrence
from webapp.storage.own_exercises import StoredExercise
from webapp.storage.own_routines import StoredRoutine
from webapp.storage.plans import StoredPlanVersion
from webapp.storage.receipts import Receipt
from webapp.storage.removed_sessions import RemovedSession
from webapp.storage.row_checks import check_values
from webapp.storage.rows_as_json import values_from
from webapp.storage.safety import SafetyCheck, SafetyEffect
from webapp.storage.sessions import StoredSession

# A day may begin at noon, and was stamped where the person was.
DAY_LIES_WITHIN = timedelta(days=2)

CLEARABLE = ("none", "level_1")


def check_row(row: Base, now: datetime) -> None:
    """Let a row say what it means, so that what nobody could read is refused.

    Raises ValueError, TypeError or KeyError.
    """
    if isinstance(row, StoredSession):
        _check_session(row, now)
    elif isinstance(row, RemovedSession):
        _check_removed(row, now)
    elif type(row) in _CHECKS:
        _CHECKS[type(row)](row)


def _check_session(row: StoredSession, now: datetime) -> None:
    checked(row.as_session(), min(now, row.started_at + LONGEST_BACK))
    day = local_day(row.started_at, row.time_zone)
    _need(abs(row.day - day) <= DAY_LIES_WITHIN, "day lies far from started_at")
    if row.corrected_seconds is not None:
        _need(0 <= row.corrected_seconds <= 60 * MOST_MINUTES, "corrected_seconds does not fit")


def _check_removed(row: RemovedSession, now: datetime) -> None:
    if row.body == {}:
        return
    table = table_of(StoredSession)
    unknown = set(row.body) - set(table.columns.keys())
    _need(not unknown, "body holds what no session has")
    values = values_from(table, row.body)
    check_values(table, values)
    whole = StoredSession(**values)
    _check_session(whole, now)
    _need((whole.id, whole.day) == (row.id, row.day), "body is of another session")


def _check_occurrence(row: Occurrence) -> None:
    OccurrenceKind(row.kind)
    _need(row.claimed_at is not None, "claimed_at is missing")


def _check_effect(row: SafetyEffect) -> None:
    _need(row.clearable in CLEARABLE, "clearable does not fit")


def _check_standing(row: StoredStanding) -> None:
    standing = row.as_standing()
    _need(standing.kind in KINDS, "kind does not fit")
    _need({standing.level, standing.effort, standing.regain or 1} <= set(LEVELS), "no such level")


def _check_version(row: StoredPlanVersion) -> None:
    _need(isinstance(row.times, list) and isinstance(row.routine_by_time, list), "no list of times")
    _need(all(type(minute) is int for minute in row.times), "times are minutes")
    for hours in row.weekdays:
        _need(_has_shape(hours, (int, int)), "hours are pairs of minutes")
    _need(_has_shape(row.routine_by_time, (int, str)), "routine_by_time does not fit")
    row.as_version()


def _check_routine(row: StoredRoutine) -> None:
    _need(_has_shape(row.items, (str, int, int | None)), "items do not fit")
    row.as_own()


def _check_exercise(row: StoredExercise) -> None:
    _need(_has_shape(row.steps, (str, int, str)), "steps do not fit")
    row.as_own()


def _has_shape(rows: Any, kinds: tuple[Any, ...]) -> bool:
    """Whether this is a list of lists of such values; True is no number."""
    return isinstance(rows, list) and all(
        isinstance(row, list)
        and len(row) == len(kinds)
        and all(
            isinstance(value, kind) and not isinstance(value, bool)
            for value, kind in zip(row, kinds, strict=True)
        )
        for row in rows
    )


def _need(holds: bool, words: str) -> None:
    if not holds:
        raise ValueError(words)


_CHECKS: Mapping[type[Base], Callable[[Any], object]] = {
    DayMark: lambda row: Mark(row.mark),
    DayTelling: lambda row: NewsKind(row.news),
    ExtraWishes: lambda row: row.as_wishes(),
    Occurrence: _check_occurrence,
    Receipt: lambda row: ReceiptKind(row.kind),
    SafetyCheck: lambda row: row.hands_on_paused and Referral(row.hands_on_paused),
    SafetyEffect: _check_effect,
    StoredExercise: _check_exercise,
    StoredPlanVersion: _check_version,
    StoredRoutine: _check_routine,
    StoredStanding: _check_standing,
}
