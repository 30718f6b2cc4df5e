"""A person's word on a reminder or on the day, by plain forms: later, skip, done, ring again."""

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from webapp.actions.receipts import Word, record_receipt
from webapp.actions.silence import NothingToSilence, done_for_today, ring_as_planned
from webapp.domain.reminders import ReceiptKind
from webapp.language import gettext
from webapp.web.current import get_current_person, now
from webapp.web.errors import Problem
from webapp.web.reminders_api import UNKNOWN, read_token

bp = Blueprint("silence", __name__)
SNOOZES = (5, 10, 30)


@bp.post("/plan/done-today")
def done() -> ResponseReturnValue:
    """Let nothing ring any more today."""
    person = get_current_person()
    try:
        done_for_today(person, now())
    except NothingToSilence:
        raise no_plan() from None
    return redirect(_back(), 303)


@bp.post("/plan/ring-as-planned")
def ring_again() -> ResponseReturnValue:
    """Take back what keeps reminders away."""
    person = get_current_person()
    try:
        ring_as_planned(person, now())
    except NothingToSilence:
        raise no_plan() from None
    return redirect(_back(), 303)


@bp.post("/due/answers")
def answer_due() -> ResponseReturnValue:
    """Put off what is due by some minutes, or skip it."""
    get_current_person()
    try:
        record_receipt(read_token(request.form.get("token", "")), _word(), now())
    except LookupError:
        raise UNKNOWN from None
    return redirect("/", 303)


def no_plan() -> Problem:
    """The problem of somebody who has no plan yet."""
    return Problem(404, gettext("No plan yet"), gettext("Say when you want to be reminded first."))


def _word() -> Word:
    if "skip" in request.form:
        return Word(ReceiptKind.SKIPPED, now())
    text = request.form.get("minutes", "")
    if text not in map(str, SNOOZES):
        raise Problem(400, gettext("Choose one of the buttons."))
    return Word(ReceiptKind.SNOOZED, now(), int(text))


def _back() -> str:
    return "/plan" if request.form.get("then") == "/plan" else "/"
