"""The way to a phone that rings: the Home Screen where it is needed, permission, a test."""

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from webapp.parts import parts
from webapp.storage.plans import find_plan
from webapp.web.current import find_current_person

bp = Blueprint("phone", __name__)


@bp.get("/phone")
def show() -> ResponseReturnValue:
    """Lead this device to its first notification; what it can do is found out there."""
    person = find_current_person()
    if person is None:
        return redirect("/start", 303)
    plan = find_plan(person.id)
    return render_template(
        "phone/show.html",
        active="devices",
        joined="joined" in request.args,
        vapid_key=parts().vapid_key.public_text,
        plan_on=plan is not None and plan.enabled,
    )
