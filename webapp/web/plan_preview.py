"""The next two weeks of a plan as the page shows them, and what holds reminders back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby

from webapp.actions.outlook import count_unheeded
from webapp.domain.back_off import Pace, pace_after
from webapp.domain.forecast import Forecast, can_ring
from webapp.domain.plans import Plan, version_on
from webapp.domain.wall_clock import wall_of, zone_named
from webapp.language import format_weekday_short, gettext
from webapp.storage.plans import StoredPlan
from webapp.web.current import local, now
from webapp.web.forecast_words import words_for
from webapp.web.open_now import find_open_now


@dataclass(frozen=True, slots=True)
class PreviewDay:
    """One coming day: the reminders it brings, those it does not, and a word where it has none."""

    date: date
    day_title: str
    note: str
    times: list[dict[str, str]] = field(default_factory=list)
    skipped: list[dict[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Hush:
    """What keeps reminders away as things stand; nothing rings before the wall clock `until`."""

    until: datetime | None
    pace: Pace
    unheeded: int


def hush_of(plan: StoredPlan) -> Hush:
    """What keeps a plan's reminders away now."""
    until = plan.silent_until
    is_silent = until is not None and now() < until
    unheeded = count_unheeded(plan, now())
    zone = plan.versions[-1].time_zone
    return Hush(local(until, zone) if until and is_silent else None, pace_after(unheeded), unheeded)


def rings(plan: Plan) -> bool:
    """Whether a plan, as it stands now, can ever remind."""
    return can_ring(plan.versions[-1])


def preview_of(plan: Plan, found: Iterable[Forecast], days: int) -> list[PreviewDay]:
    """Each of the coming days, also those that bring nothing."""
    by_day = {day: list(coming) for day, coming in groupby(found, lambda f: f.local.date())}
    return [_day(plan, day, by_day.get(day, [])) for day in _dates(plan, days)]


def days_off(plan: Plan, days: int) -> list[date]:
    """Those of the coming days that have no hours."""
    return [day for day in _dates(plan, days) if _is_off(plan, day)]


def _dates(plan: Plan, days: int) -> Iterator[date]:
    today = wall_of(now(), zone_named(plan.versions[-1].time_zone)).date()
    return (today + timedelta(days=number) for number in range(days))


def _is_off(plan: Plan, day: date) -> bool:
    version = version_on(plan, day)
    return version is None or not version.weekdays[day.weekday()]


def _day(plan: Plan, on: date, coming: list[Forecast]) -> PreviewDay:
    note = gettext("day off") if _is_off(plan, on) else gettext("nothing planned")
    return PreviewDay(
        on,
        format_weekday_short(on),
        "" if coming else note,
        [{"local": _clock(f), "routine": _title(f)} for f in coming if f.reason is None],
        [{"local": _clock(f), "why": words_for(f)} for f in coming if f.reason is not None],
    )


def _clock(found: Forecast) -> str:
    return found.local.strftime("%H:%M")


def _title(found: Forecast) -> str:
    timeline = find_open_now(found.routine)
    return timeline.title if timeline else found.routine
