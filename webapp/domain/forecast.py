"""What a plan will bring: the coming occurrences, and those that will not come, and why."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from webapp.domain.days import local_day
from webapp.domain.plans import Plan, due_between, holiday_name, routine_at, version_at


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
    sent: Counter[date] = Counter()
    coming = set(due_between(plan, after, until))
    answer = []
    for at in due_between(everyday, after, until):
        version = version_at(plan, at)
        day = local_day(at, version.time_zone, day_start_minutes)
        why = _why(plan, at, at in coming, sent[day])
        sent[day] += why is None
        answer.append(Forecast(at, version.time_zone, routine_at(version, at), why))
    return tuple(answer)


def _why(plan: Plan, at: datetime, comes: bool, sent: int) -> str | None:
    version = version_at(plan, at)
    on = at.astimezone(ZoneInfo(version.time_zone)).date()
    if not comes:
        return f"holiday:{holiday_name(version, on) or ''}"
    if version.paused_until is not None and on < version.paused_until:
        return "paused"
    if version.max_per_day is not None and sent >= version.max_per_day:
        return "max_per_day"
    return None
