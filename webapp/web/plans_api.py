"""The plan over JSON, and what it will bring."""

from datetime import timedelta

from flask import Blueprint, Response, request

from webapp.actions.plans import PlanChanged, PlanWish, save_plan
from webapp.domain.days import local_day
from webapp.domain.forecast import Forecast, forecast
from webapp.domain.plans import PlanProblem
from webapp.storage.people import Person
from webapp.storage.plans import find_plan
from webapp.web.answers import PlanAnswer, PlannedAnswer, PreviewAnswer, SkippedAnswer
from webapp.web.bodies import PlanBody
from webapp.web.contract import answer, contract
from webapp.web.current import get_current_person, now
from webapp.web.errors import FieldError, Problem, invalid
from webapp.web.plan_body import answer_of, etag_of, version_of
from webapp.web.zones import checked_zone

bp = Blueprint("plans_api", __name__, url_prefix="/api/v1")
PREVIEW_DAYS = 14
MOST_DAYS = 60
LONGEST_NUMBER = 18  # Python refuses to read one of thousands of digits
DAYS = {"days": {"type": "integer", "minimum": 1, "maximum": MOST_DAYS}}


@bp.get("/plan")
@contract({200: PlanAnswer})
def show() -> Response:
    """The plan as it is."""
    plan = find_plan(get_current_person().id)
    if plan is None:
        raise Problem(404, "No plan yet", "Say when you want to be reminded first.")
    return answer(answer_of(plan), headers={"ETag": etag_of(plan)})


@bp.put("/plan")
@contract({200: PlanAnswer}, takes=PlanBody)
def put(body: PlanBody) -> Response:
    """Save the plan; with If-Match only when nobody changed it meanwhile."""
    person = get_current_person()
    zone = checked_zone(body.time_zone)
    try:
        version = version_of(body, local_day(now(), zone, person.day_start_minutes))
        wish = PlanWish(body.enabled, version, edition_in(request.headers.get("If-Match", "*")))
        plan = save_plan(person, wish, now())
    except PlanProblem as problem:
        raise invalid(FieldError(problem.field, problem.message)) from None
    except PlanChanged:
        detail = "Somebody saved this plan meanwhile. Load it again, then make your change."
        raise Problem(412, "The plan has changed", detail) from None
    return answer(answer_of(plan), headers={"ETag": etag_of(plan)})


@bp.get("/plan/preview")
@contract({200: PreviewAnswer}, query=DAYS)
def preview() -> Response:
    """What the plan will bring in the coming days, and what it will not, and why."""
    found = forecast_of(get_current_person(), _days())
    return answer(
        PreviewAnswer(
            occurrences=[
                PlannedAnswer(at=f.at, local=_local(f), routine=f.routine)
                for f in found
                if f.why is None
            ],
            skipped=[
                SkippedAnswer(at=f.at, local=_local(f), why=f.why)
                for f in found
                if f.why is not None
            ],
        )
    )


def forecast_of(person: Person, days: int) -> tuple[Forecast, ...]:
    """What a person's plan will bring in so many days."""
    plan = find_plan(person.id)
    if plan is None:
        return ()
    until = now() + timedelta(days=days)
    return forecast(plan.as_plan(), now(), until, person.day_start_minutes)


def _local(found: Forecast) -> str:
    return found.local.strftime("%Y-%m-%dT%H:%M")


def edition_in(tag: str) -> int | None:
    """The edition an entity tag names; None for "*", and one that never matches for no tag."""
    if tag.strip() == "*":
        return None
    text = tag.strip().strip('"')
    return int(text) if text.isdecimal() and len(text) < LONGEST_NUMBER else -1


def _days() -> int:
    text = request.args.get("days", str(PREVIEW_DAYS))
    if text not in map(str, range(1, MOST_DAYS + 1)):
        raise invalid(FieldError("days", f"Write a number from 1 to {MOST_DAYS}."))
    return int(text)
