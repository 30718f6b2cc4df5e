"""Between a plan's body, as sent or typed, and the domain's plan version."""

from datetime import date

from webapp.actions.outlook import find_next_ring
from webapp.actions.own_catalogue import catalogue_of, with_known_routines
from webapp.domain.plans import PlanProblem, PlanVersion
from webapp.domain.wall_clock import text_from_minutes
from webapp.domain.working_hours import times_from_text, week_as_text, week_from_text
from webapp.storage.people import Person
from webapp.storage.plans import StoredPlan
from webapp.web.answers_plan import PlanAnswer
from webapp.web.bodies import PlanBody
from webapp.web.current import now
from webapp.web.own_here import whole_catalogue


def version_of(body: PlanBody, valid_from: date) -> PlanVersion:
    """The version a body describes; PlanProblem names the field and what to change."""
    for routine in (body.routine, *(entry.routine for entry in body.routine_by_time)):
        if routine not in whole_catalogue().routines:
            raise PlanProblem("routine", f"There is no routine called {routine!r}.")
    return PlanVersion(
        valid_from=valid_from,
        time_zone=body.time_zone,
        weekdays=week_from_text(body.weekdays),
        every_minutes=body.every_minutes,
        times=times_from_text(body.times or ()),
        holidays=body.holidays or None,
        routine=body.routine,
        routine_by_time=_routine_times(body),
        max_per_day=body.max_per_day,
        quiet_after_session_minutes=body.quiet_after_session_minutes,
        paused_until=body.paused_until,
    )


def answer_of(plan: StoredPlan, person: Person) -> PlanAnswer:
    """A person's stored plan as the newest version says it."""
    version = with_known_routines(plan.versions[-1].as_version(), catalogue_of(person.id))
    return PlanAnswer(
        enabled=plan.enabled,
        routine=version.routine,
        time_zone=version.time_zone,
        weekdays=week_as_text(version.weekdays),
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
        next_due_at=find_next_ring(person, now()),
    )


def etag_of(plan: StoredPlan | None) -> str:
    """The entity tag of a plan's present edition; a plan not yet there has edition 0."""
    return f'"{plan.edition if plan else 0}"'


def _routine_times(body: PlanBody) -> tuple[tuple[int, str], ...]:
    try:
        minutes = times_from_text([entry.from_ for entry in body.routine_by_time])
    except PlanProblem as problem:
        raise PlanProblem("routine_by_time", problem.message) from None
    return tuple(zip(minutes, (entry.routine for entry in body.routine_by_time), strict=True))
