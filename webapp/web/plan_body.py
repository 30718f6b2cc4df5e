"""Between a plan's body, as sent or typed, and the domain's plan version."""

from datetime import date
from typing import Any

from webapp.domain.plans import HourRange, PlanProblem, PlanVersion
from webapp.domain.wall_clock import minutes_from_text, text_from_minutes
from webapp.domain.working_hours import WEEKDAYS
from webapp.parts import parts
from webapp.storage.plans import StoredPlan
from webapp.web.answers import PlanAnswer
from webapp.web.bodies import PlanBody


def version_of(body: PlanBody, valid_from: date) -> PlanVersion:
    """The version a body describes; PlanProblem names the field and what to change."""
    for routine in (body.routine, *(entry.routine for entry in body.routine_by_time)):
        if parts().catalogue.find_routine(routine) is None:
            raise PlanProblem("routine", f"There is no routine called {routine!r}.")
    return PlanVersion(
        valid_from=valid_from,
        time_zone=body.time_zone,
        weekdays=tuple(_ranges(body, key) for key in WEEKDAYS),
        every_minutes=body.every_minutes,
        times=tuple(_minutes("times", text) for text in body.times or ()),
        holidays=body.holidays or None,
        routine=body.routine,
        routine_by_time=tuple(
            (_minutes("routine_by_time", entry.from_), entry.routine)
            for entry in body.routine_by_time
        ),
        max_per_day=body.max_per_day,
        quiet_after_session_minutes=body.quiet_after_session_minutes,
        paused_until=body.paused_until,
    )


def answer_of(plan: StoredPlan) -> PlanAnswer:
    """A stored plan as the newest version says it."""
    version = plan.versions[-1].as_version()
    return PlanAnswer(
        enabled=plan.enabled,
        routine=version.routine,
        time_zone=version.time_zone,
        weekdays=weekdays_of(version),
        every_minutes=version.every_minutes,
        times=[text_from_minutes(minutes) for minutes in version.times],
        routine_by_time=[
            {"from": text_from_minutes(minutes), "routine": routine}
            for minutes, routine in version.routine_by_time
        ],
        holidays=version.holidays,
        max_per_day=version.max_per_day,
        paused_until=version.paused_until,
        quiet_after_session_minutes=version.quiet_after_session_minutes,
        next_due_at=plan.next_due_at,
    )


def weekdays_of(version: PlanVersion) -> dict[str, list[list[str]]]:
    """The hours of each weekday as clock texts; only days that have any."""
    return {
        key: [list(hours.as_text()) for hours in ranges]
        for key, ranges in zip(WEEKDAYS, version.weekdays, strict=True)
        if ranges
    }


def etag_of(plan: StoredPlan | None) -> str:
    """The entity tag of a plan's present edition; a plan not yet there has edition 0."""
    return f'"{plan.edition if plan else 0}"'


def body_as_dict(answer: PlanAnswer) -> dict[str, Any]:
    """A plan's answer without what cannot be sent back."""
    return answer.model_dump(mode="json", exclude={"next_due_at"})


def _ranges(body: PlanBody, key: str) -> tuple[HourRange, ...]:
    try:
        return tuple(
            HourRange.from_text(start, end)
            for start, end in body.weekdays.get(key, [])  # type: ignore[call-overload]
        )
    except PlanProblem as problem:
        raise PlanProblem(f"weekdays.{key}", problem.message) from None


def _minutes(field: str, text: str) -> int:
    try:
        return minutes_from_text(text)
    except ValueError as problem:
        raise PlanProblem(field, str(problem)) from None
