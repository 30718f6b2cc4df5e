"""Days and the streak over JSON."""

from datetime import date, timedelta

from flask import Blueprint, Response, request

from webapp.actions.days import days_of, lived_days, streak_today
from webapp.web.answers import DayAnswer, ProgressAnswer
from webapp.web.contract import answer, contract
from webapp.web.current import get_current_person, now
from webapp.web.errors import FieldError, invalid
from webapp.web.streak_words import streak_answer

bp = Blueprint("days_api", __name__, url_prefix="/api/v1")
USUAL = timedelta(days=27)
LONGEST = timedelta(days=366)
SPAN = {"from": {"type": "string", "format": "date"}, "to": {"type": "string", "format": "date"}}


@bp.get("/progress")
@contract({200: ProgressAnswer}, query=SPAN)
def progress() -> Response:
    """This person's days from one date to another, each with its reason, and the streak."""
    person = get_current_person()
    first, last = _span(lived_days(person, now()).today)
    days = days_of(person, (first, last), now())
    return answer(
        ProgressAnswer(
            days=[DayAnswer(date=day.date, kind=day.kind, why=day.why) for day in days],
            streak=streak_answer(streak_today(person, now())),
        )
    )


def _span(today: date) -> tuple[date, date]:
    last = _date("to") or today
    first = _date("from") or last - USUAL
    if not timedelta() <= last - first <= LONGEST:
        raise invalid(
            FieldError("from", "Ask for 1 to 367 days, the first date not after the last.")
        )
    return first, last


def _date(name: str) -> date | None:
    text = request.args.get(name)
    try:
        found = date.fromisoformat(text) if text else None
        # At the very edges there is no day before or after.
        if found is not None and not 1970 <= found.year <= 9998:
            raise ValueError
        return found
    except ValueError:
        raise invalid(FieldError(name, "Write a date such as 2026-11-23.")) from None
