"""The plan page: when to be reminded, and what the next two weeks will bring."""

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue
from pydantic import ValidationError

from webapp.actions.outlook import outlook
from webapp.actions.plans import PlanChanged, PlanWish, save_plan
from webapp.domain.days import local_day
from webapp.domain.plans import PlanProblem
from webapp.domain.public_holidays import calendar_names
from webapp.language import gettext, territories
from webapp.storage.devices import ringing_devices
from webapp.storage.people import Person
from webapp.storage.plans import find_plan
from webapp.web.bodies import PlanBody
from webapp.web.contract import field_errors
from webapp.web.current import find_current_person, get_current_person, now
from webapp.web.own_here import find_routine_here
from webapp.web.plan_body import answer_of, etag_of, version_of
from webapp.web.plan_form import PlanForm, body_of, form_of, form_typed
from webapp.web.plan_preview import hush_of, preview_of, rings
from webapp.web.plans_api import PREVIEW_DAYS, edition_in
from webapp.web.routine_cards import cards, safety_of
from webapp.web.zones import is_zone, unknown_zone, zones

bp = Blueprint("plans", __name__)


@bp.get("/plan")
def show() -> ResponseReturnValue:
    """Show the plan and what it will bring."""
    person = find_current_person()
    plan = find_plan(person.id) if person else None
    if person is None or plan is None:
        return redirect("/start", 303)
    form = form_of(answer_of(plan, person))
    wanted = request.args.get("routine", "")
    if find_routine_here(wanted):
        form.values["routine"] = wanted
    return _page(person, form, {}, etag_of(plan))


@bp.post("/plan")
def save() -> ResponseReturnValue:
    """Save the plan, or show it again with what to change beside each field."""
    person = get_current_person()
    form = form_typed(request.form)
    etag = request.form.get("etag", "")
    errors = _save(person, form, etag)
    if errors:
        page = _page(person, form, errors, etag)
        return page, 409 if "etag" in errors else 400
    return redirect("/plan?saved=1" if ringing_devices(person.id) else "/devices?then=plan", 303)


def _save(person: Person, form: PlanForm, etag: str) -> dict[str, str]:
    try:
        body = PlanBody.model_validate(body_of(form) | _what_the_form_leaves_alone(person, form))
        if not is_zone(body.time_zone):
            return {"time_zone": unknown_zone(body.time_zone)}
        version = version_of(body, local_day(now(), body.time_zone, person.day_start_minutes))
        save_plan(person, PlanWish(body.enabled, version, edition_in(etag)), now())
    except ValidationError as error:
        found = field_errors(PlanBody, error)
        return {_field(e.field): _plain(e.field, e.message) for e in reversed(found)}
    except PlanProblem as problem:
        return {_field(problem.field): problem.message}
    except PlanChanged:
        return {"etag": gettext("This plan was changed elsewhere. Load the page again first.")}
    return {}


def _what_the_form_leaves_alone(person: Person, form: PlanForm) -> dict[str, object]:
    """The routines by time, where the page that was sent had no fields for them."""
    plan = find_plan(person.id) if not form.later else None
    return {"routine_by_time": answer_of(plan, person).routine_by_time} if plan else {}


def _field(name: str) -> str:
    first, _, rest = name.partition(".")
    return rest.split(".")[0] if first == "weekdays" and rest else first


def _plain(name: str, message: str) -> str:
    if name.startswith("weekdays"):
        return gettext("Write both times, such as 09:00 and 12:30.")
    if name.startswith("routine_by_time"):
        return gettext("Write each time such as 15:00, and choose its routine.")
    if name.startswith("times"):
        return gettext("Write times such as 11:00, 15:30.")
    if name == "paused_until":
        return gettext("Write a date such as 2026-12-24, or leave it empty.")
    return message


def _page(person: Person, form: PlanForm, errors: dict[str, str], etag: str) -> str:
    return render_template(
        "plan.html",
        active="plan",
        form=form,
        errors=errors,
        etag=etag,
        routines=cards(safety_of(person)),
        zones=zones(),
        holiday_calendars=_calendars(),
        **_what_it_brings(person),
        needs_device=not ringing_devices(person.id),
        saved="saved" in request.args and not errors,
    )


def _what_it_brings(person: Person) -> dict[str, object]:
    plan = find_plan(person.id)
    if plan is None:
        return {"plan_on": False, "preview": [], "hush": None, "rings": True}
    coming = outlook(person, PREVIEW_DAYS, now())
    return {
        "plan_on": plan.enabled,
        "preview": preview_of(plan.as_plan(), coming, PREVIEW_DAYS),
        "hush": hush_of(plan),
        "rings": rings(plan.as_plan()),
    }


def _calendars() -> list[dict[str, str]]:
    """Countries by name; their parts ("DE-BE") can be typed, there are too many to list."""
    names = territories()
    found = [
        {"code": code, "title": names.get(code, code)}
        for code in calendar_names()
        if "-" not in code
    ]
    return sorted(found, key=lambda entry: entry["title"])
