"""Days and the streak over JSON."""

from datetime import date, timedelta

from flask import Blueprint, Response, request

from webapp.actions.day_marks import begin_days_at, mark_day
from webapp.actions.days import LifeSoFar, days_of, life_of
from webapp.domain.day_marks import Mark, MarkProblem
from webapp.domain.days import Day, DayStartProblem
from webapp.domain.wall_clock import minutes_from_text
from webapp.storage.people import Person
from webapp.web.answers_days import DayAnswer, DayStartAnswer, ProgressAnswer
from webapp.web.bodies_days import DayStartBody, MarkBody
from webapp.web.contract import answer, contract
from webapp.web.current import get_current_person, now
from webapp.web.day_words import why_words
from webapp.web.errors import FieldError, Problem, invalid
from webapp.web.streak_words import streak_answer

bp = Blueprint("days_api", __name__, url_prefix="/api/v1")
USUAL = timedelta(days=27)
LONGEST = timedelta(days=366)
SPAN = {"from": {"type": "string", "format": "date"}, "to": {"type": "string", "format": "date"}}


@bp.get("/progress")
@contract({200: ProgressAnswer}, query=SPAN)
def progress() -> Response:
    """This person's days from one date to another, each with its reason, and the streak."""
    life = life_of(get_current_person(), now())
    days = [_day(life, day) for day in days_of(life, *_span(life.today))]
    return answer(ProgressAnswer(days=days, streak=streak_answer(life.streak)))


@bp.get("/days/<day>")
@contract({200: DayAnswer})
def show(day: str) -> Response:
    """One day of this person and why it counts as it does."""
    return _answer(get_current_person(), read_day(day))


@bp.put("/days/<day>/mark")
@contract({200: DayAnswer}, takes=MarkBody)
def mark(day: str, body: MarkBody) -> Response:
    """Mark a day, up to seven days afterwards; null takes its mark away."""
    person, marked = get_current_person(), read_day(day)
    try:
        mark_day(person, marked, Mark(body.mark) if body.mark else None, now())
    except MarkProblem as problem:
        raise invalid(FieldError("day", str(problem))) from None
    return _answer(person, marked)


@bp.put("/day-start")
@contract({200: DayStartAnswer}, takes=DayStartBody)
def begin(body: DayStartBody) -> Response:
    """Choose when this person's days begin, from midnight to noon."""
    person = get_current_person()
    try:
        begin_days_at(person, minutes_from_text(body.day_start))
    except (DayStartProblem, ValueError) as problem:
        raise invalid(FieldError("day_start", str(problem))) from None
    return answer(DayStartAnswer(day_start=body.day_start))


def read_day(text: str) -> date:
    """The date that an address names; Problem 404 where it names none."""
    day = find_date(text)
    if day is None:
        raise Problem(404, "No such day", "Write a date such as 2026-11-23.")
    return day


def find_date(text: str) -> date | None:
    """Read a date such as 2026-11-23; None where there is none."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    # At the very edges there is no day before or after.
    return found if 1970 <= found.year <= 9998 else None


def _answer(person: Person, day: date) -> Response:
    life = life_of(person, now())
    return answer(_day(life, *days_of(life, day, day)))


def _day(life: LifeSoFar, day: Day) -> DayAnswer:
    sentence = why_words(day, life.lived.plan, life.today)
    return DayAnswer(date=day.date, kind=day.kind, why=day.why, sentence=sentence)


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
    found = find_date(text) if text else None
    if text and found is None:
        raise invalid(FieldError(name, "Write a date such as 2026-11-23."))
    return found
