"""The plan's form: what is shown in it, and what was typed into it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from webapp.domain.working_hours import WEEKDAYS
from webapp.language import gettext
from webapp.web.answers_plan import PlanAnswer

SHOWN_RANGES, MOST_RANGES = 2, 6
MIDNIGHT, END_OF_DAY = "00:00", "24:00"
MOST_LATER = 24
NO_LATER = {"from": "", "routine": ""}
NUMBERS = ("every_minutes", "max_per_day", "quiet_after_session_minutes")


@dataclass(frozen=True, slots=True)
class DayRow:
    """One weekday of the form: whether it is on, and its ranges; two are always shown."""

    key: str
    title: str
    on: bool
    ranges: list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class PlanForm:
    """Everything the plan's form holds, as texts."""

    days: list[DayRow]
    mode: str
    values: dict[str, str] = field(default_factory=dict)
    enabled: bool = True
    later: list[dict[str, str]] = field(default_factory=list)

    def __getattr__(self, name: str) -> str:
        try:
            return self.values[name]
        except KeyError:
            raise AttributeError(name) from None


def form_of(plan: PlanAnswer) -> PlanForm:
    """The form that shows a plan."""
    days = [_shown(key, plan.weekdays.get(key, [])) for key in WEEKDAYS]
    values = {
        "routine": plan.routine,
        "time_zone": plan.time_zone,
        "every_minutes": str(plan.every_minutes or 60),
        "times": ", ".join(plan.times),
        "holidays": plan.holidays or "",
        "max_per_day": str(plan.max_per_day or ""),
        "quiet_after_session_minutes": str(plan.quiet_after_session_minutes or ""),
        "paused_until": plan.paused_until.isoformat() if plan.paused_until else "",
    }
    later = [{"from": each["from"], "routine": each["routine"]} for each in plan.routine_by_time]
    mode = "times" if plan.times else "every"
    return PlanForm(days, mode, values, plan.enabled, [*later, NO_LATER])


def form_typed(form: Mapping[str, str]) -> PlanForm:
    """The form as it was typed, kept whole for showing it again."""
    days = [_typed(key, form) for key in WEEKDAYS]
    names = ("routine", "time_zone", "times", "holidays", "paused_until", *NUMBERS)
    values = {name: form.get(name, "").strip() for name in names}
    mode = "times" if form.get("mode") == "times" else "every"
    return PlanForm(days, mode, values, "enabled" in form, _later_typed(form))


def body_of(form: PlanForm) -> dict[str, Any]:
    """The body a form stands for; texts that are no numbers stay texts and are refused later."""
    body: dict[str, Any] = {
        "enabled": form.enabled,
        "routine": form.values["routine"],
        "time_zone": form.values["time_zone"],
        "weekdays": {day.key: _filled(day) for day in form.days if day.on},
        "holidays": form.values["holidays"] or None,
        "paused_until": form.values["paused_until"] or None,
        "routine_by_time": [row for row in form.later if row["from"]],
    }
    if form.mode == "times":
        body["times"] = [part.strip() for part in form.values["times"].split(",") if part.strip()]
    else:
        body["every_minutes"] = form.values["every_minutes"]
    for name in ("max_per_day", "quiet_after_session_minutes"):
        if form.values[name]:
            body[name] = form.values[name]
    return body


def _later_typed(form: Mapping[str, str]) -> list[dict[str, str]]:
    numbers = range(1, MOST_LATER + 1)
    return [
        {"from": form.get(f"later_{n}_from", "").strip(), "routine": form.get(f"later_{n}", "")}
        for n in numbers
        if f"later_{n}_from" in form
    ]


def _shown(key: str, ranges: list[list[str]]) -> DayRow:
    filled = [{"start": start, "end": end} for start, end in ranges]
    empty = [{"start": "", "end": ""}] * (SHOWN_RANGES - len(filled))
    return DayRow(key, _title(key), bool(ranges), filled + empty)


def _typed(key: str, form: Mapping[str, str]) -> DayRow:
    ranges = [
        {part: form.get(f"{key}_{n}_{part}", "").strip() for part in ("start", "end")}
        for n in range(1, MOST_RANGES + 1)
        if n <= SHOWN_RANGES or f"{key}_{n}_start" in form
    ]
    return DayRow(key, _title(key), f"{key}_on" in form, ranges)


def _filled(day: DayRow) -> list[list[str]]:
    return [[r["start"], _typed_end(r["end"])] for r in day.ranges if r["start"] or r["end"]]


def _typed_end(end: str) -> str:
    """A time field cannot hold 24:00; as an end, 00:00 means the same."""
    return END_OF_DAY if end == MIDNIGHT else end


def _title(key: str) -> str:
    titles = {
        "mon": gettext("Monday"),
        "tue": gettext("Tuesday"),
        "wed": gettext("Wednesday"),
        "thu": gettext("Thursday"),
        "fri": gettext("Friday"),
        "sat": gettext("Saturday"),
        "sun": gettext("Sunday"),
    }
    return titles[key]
