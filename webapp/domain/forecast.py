"""What a plan will bring: the coming occurrences, and those that will not come, and why."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from webapp.domain.days import local_day
from webapp.domain.plans import Due, Plan, due_between, find_due, holiday_name, routine_at


@dataclass(frozen=True, slots=True)
class Forecast:
    """One coming instant: what is due, and `why` it will not be sent (None when it will).

    why: "holiday:<name>", "paused" or "max_per_day".
    """

    at: datetime
    time_zone: str
    routine: str
    why: str | None

    @property
    def local(self) -> datetime:
        """The instant on the plan's own wall clock."""
        return self.at.astimezone(ZoneInfo(self.time_zone))


def forecast(
    plan: Plan, after: datetime, until: datetime, day_start_minutes: int
) -> tuple[Forecast, ...]:
    """What falls due after one instant and up to another, holidays and limits included."""
    everyday = replace(plan, versions=tuple(replace(v, holidays=None) for v in plan.versions))
    coming = set(due_between(plan, after, until))
    sent: Counter[date] = Counter()
    answer = []
    for due in _dues(everyday, after, until):
        day = local_day(due.at, due.version.time_zone, day_start_minutes)
        why = _why(due, sent[day]) if due.at in coming else _holiday(plan, due)
        sent[day] += why is None
        routine = routine_at(due.version, due.at)
        answer.append(Forecast(due.at, due.version.time_zone, routine, why))
    return tuple(answer)


def _dues(plan: Plan, after: datetime, until: datetime) -> Iterator[Due]:
    due = find_due(plan, after, until)
    while due is not None:
        yield due
        due = find_due(plan, due.at, until)


def _holiday(plan: Plan, due: Due) -> str:
    version = next(v for v in plan.versions if v.valid_from == due.version.valid_from)
    return f"holiday:{holiday_name(version, due.day) or ''}"


def _why(due: Due, sent: int) -> str | None:
    version = due.version
    if version.paused_until is not None and due.day < version.paused_until:
        return "paused"
    if version.max_per_day is not None and sent >= version.max_per_day:
        return "max_per_day"
    return None
