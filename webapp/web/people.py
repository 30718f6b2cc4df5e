"""Starting: the first choice, which makes the person."""

from dataclasses import replace
from datetime import date

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from webapp.actions import people
from webapp.actions.plans import PlanWish, save_plan
from webapp.domain.plans import HourRange, PlanVersion
from webapp.language import gettext, language
from webapp.parts import parts
from webapp.storage.people import Person
from webapp.storage.plans import find_plan
from webapp.web.current import find_current_person, now, sign_in
from webapp.web.limits import JOINING, limiter
from webapp.web.routine_cards import RoutineCard, card_of, safety_of
from webapp.web.zones import is_zone, zones

bp = Blueprint("people", __name__)
FIRST_ROUTINES = (
    "desk_minute",
    "micro_break",
    "hands_only_reset",
    "express_self_massage",
    "neck_shoulder_holds",
    "wind_down_breathing",
)
OFFICE_HOURS = (HourRange.from_text("09:00", "12:30"), HourRange.from_text("13:30", "17:30"))
EVERY_MINUTES = 60


@bp.get("/start")
def start() -> ResponseReturnValue:
    """Ask for the first choice: a routine."""
    return _start_page({"routine": "", "time_zone": ""}, {}, 200)


@bp.post("/start")
@limiter.limit(JOINING)
def choose() -> ResponseReturnValue:
    """Make the person at their first choice and lead to playing it; plan and permission wait."""
    form = {name: request.form.get(name, "") for name in ("routine", "time_zone")}
    errors = _errors(form)
    if errors:
        return _start_page(form, errors, 400)
    person = find_current_person() or _join(form["time_zone"])
    plan = find_plan(person.id)
    if plan is not None and plan.enabled:
        return redirect(f"/plan?routine={form['routine']}", 303)
    usual = plan.as_plan().versions[-1] if plan else _usual_hours(form)
    save_plan(person, PlanWish(False, replace(usual, routine=form["routine"])), now())
    play = f"/routines/{form['routine']}/play"
    return redirect(play if safety_of(person).checked else f"/safety?then={play}", 303)


def _join(time_zone: str) -> Person:
    signed_in = people.join(time_zone, language(), now())
    sign_in(signed_in)
    return signed_in.person


def _errors(form: dict[str, str]) -> dict[str, str]:
    errors = {}
    if form["routine"] not in parts().catalogue.routines:
        errors["routine"] = gettext("Choose one of these routines.")
    if not is_zone(form["time_zone"]):
        errors["time_zone"] = gettext("Choose the time zone you live in.")
    return errors


def _start_page(form: dict[str, str], errors: dict[str, str], status: int) -> ResponseReturnValue:
    page = render_template(
        "start.html",
        active="today",
        routines=_first_cards(),
        form=form,
        errors=errors,
        zones=zones(),
    )
    return page, status


def _first_cards() -> list[RoutineCard]:
    known = safety_of(find_current_person())
    return [card_of(parts().catalogue.get_routine(name), known) for name in FIRST_ROUTINES]


def _usual_hours(form: dict[str, str]) -> PlanVersion:
    return PlanVersion(
        valid_from=date.min,  # set when it is saved
        time_zone=form["time_zone"],
        weekdays=(OFFICE_HOURS,) * 5 + ((), ()),
        every_minutes=EVERY_MINUTES,
        times=(),
        holidays=None,
        routine=form["routine"],
    )
