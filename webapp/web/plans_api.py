"""The plan over JSON, and what it will bring."""

from flask import Blueprint, Response, request

from webapp.actions.outlook import outlook
from webapp.actions.plans import PlanChanged, PlanWish, save_plan
from webapp.domain.back_off import Pace
from webapp.domain.days import local_day
from webapp.domain.forecast import Forecast
from webapp.domain.plans import PlanProblem
from webapp.storage.plans import find_plan
from webapp.web.answers_plan import PlanAnswer, PlannedAnswer, PreviewAnswer, SkippedAnswer
from webapp.web.bodies import PlanBody
from webapp.web.contract import answer, contract
from webapp.web.current import get_current_person, now
from webapp.web.errors import FieldError, Problem, invalid
from webapp.web.forecast_words import words_for
from webapp.web.open_now import find_open_now
from webapp.web.plan_body import answer_of, etag_of, version_of
from webapp.web.plan_preview import days_off, hush_of, rings
from webapp.web.zones import checked_zone

bp = Blueprint("plans_api", __name__, url_prefix="/api/v1")
PREVIEW_DAYS = 14
MOST_DAYS = 60
LONGEST_NUMBER = 18  # Python refuses to read one of thousands of digits
NO_PREVIEW = PreviewAnswer(
    occurrences=[],
    skipped=[],
    days_off=[],
    rings=False,
    silent_until=None,
    pace=Pace.AS_PLANNED,
    unheeded=0,
)
DAYS = {"days": {"type": "integer", "minimum": 1, "maximum": MOST_DAYS}}


@bp.get("/plan")
@contract({200: PlanAnswer})
def show() -> Response:
    """The plan as it is."""
    person = get_current_person()
    plan = find_plan(person.id)
    if plan is None:
        raise Problem(404, "No plan yet", "Say when you want to be reminded first.")
    return answer(answer_of(plan, person), headers={"ETag": etag_of(plan)})


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
    return answer(answer_of(plan, person), headers={"ETag": etag_of(plan)})


@bp.get("/plan/preview")
@contract({200: PreviewAnswer}, query=DAYS)
def preview() -> Response:
    """What the plan will bring in the coming days, and what it will not, and why."""
    person, days = get_current_person(), _days()
    plan = find_plan(person.id)
    if plan is None:
        return answer(NO_PREVIEW)
    found = tuple(outlook(person, days, now()))
    hush = hush_of(plan)
    return answer(
        PreviewAnswer(
            occurrences=[_planned(each) for each in found if each.reason is None],
            skipped=[_skipped(each) for each in found if each.reason is not None],
            days_off=days_off(plan.as_plan(), days),
            rings=rings(plan.as_plan()),
            silent_until=hush.until,
            pace=hush.pace,
            unheeded=hush.unheeded,
        )
    )


def _planned(found: Forecast) -> PlannedAnswer:
    timeline = find_open_now(found.routine)
    routine = timeline.routine if timeline else found.routine
    return PlannedAnswer(at=found.at, local=_local(found), routine=routine)


def _skipped(found: Forecast) -> SkippedAnswer:
    words = words_for(found)
    return SkippedAnswer(at=found.at, local=_local(found), why=found.why or "", words=words)


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
