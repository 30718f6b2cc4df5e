"""What comes beside the plan, the week as a page, and a year in review."""

from dataclasses import dataclass
from datetime import date, timedelta

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from webapp.actions.day_marks import begin_days_at
from webapp.actions.days import DAY
from webapp.actions.extras import save_wishes, wishes_now
from webapp.actions.progress import Progress, progress_of, stretch_of
from webapp.domain.days import DayKind, DayStartProblem
from webapp.domain.extras import Wishes, WishProblem
from webapp.domain.month_summaries import month_after
from webapp.domain.wall_clock import minutes_from_text, text_from_minutes
from webapp.language import format_date, gettext
from webapp.storage.people import Person
from webapp.storage.plans import find_plan
from webapp.web.calendar_view import Cell, cell_of
from webapp.web.current import find_current_person, get_current_person, now
from webapp.web.days_api import find_date
from webapp.web.errors import Problem
from webapp.web.progress import Bar, bars_of
from webapp.web.streak_words import streak_answer

bp = Blueprint("extra_pages", __name__)
FIRST_YEAR = 1971


@dataclass(frozen=True, slots=True)
class Summed:
    """Some days in a row: what they were, and what they came to."""

    cells: list[Cell]
    practised: int
    kept: int
    missed: int
    sessions: int
    minutes: int
    bars: list[Bar]


@bp.get("/progress/options")
def options() -> ResponseReturnValue:
    """Show when one's day begins, and what comes beside the plan."""
    person = find_current_person()
    return _options(person, {}) if person else redirect("/start", 303)


@bp.post("/progress/options")
def save() -> ResponseReturnValue:
    """Keep when one's day begins and what comes beside the plan."""
    person = get_current_person()
    try:
        wishes = _wished()
        begin_days_at(person, _minutes("day_start"))
    except WishProblem as problem:
        return _options(person, {problem.field: str(problem)}), 400
    except DayStartProblem as problem:
        return _options(person, {"day_start": str(problem)}), 400
    save_wishes(person, wishes, now())
    return redirect("/progress/options?saved=1", 303)


@bp.get("/progress/week")
def week() -> ResponseReturnValue:
    """Show one week: what the summary on the phone tells, and a picture to share."""
    person = find_current_person()
    if person is None:
        return redirect("/start", 303)
    progress = progress_of(person, now())
    wanted = find_date(request.args.get("of", "")) or progress.life.today
    wanted = min(wanted, progress.life.today)
    monday = wanted - wanted.weekday() * DAY
    return render_template(
        "progress/week.html",
        active="progress",
        monday=monday,
        sunday=monday + 6 * DAY,
        earlier=monday - 7 * DAY,
        later=monday + 7 * DAY if monday + 7 * DAY <= progress.life.today else None,
        week=summed(progress, monday, monday + 6 * DAY),
        streak=streak_answer(progress.life.streak),
    )


@bp.get("/progress/year/<int:year>")
def year(year: int) -> ResponseReturnValue:
    """Show one year in review."""
    person = find_current_person()
    if person is None:
        return redirect("/start", 303)
    progress = progress_of(person, now())
    this_year = progress.life.today.year
    if not FIRST_YEAR <= year <= this_year:
        raise Problem(404, gettext("No such year"), gettext("Nothing was done in it yet."))
    months = [_month(progress, date(year, number, 1)) for number in range(1, 13)]
    first = progress.life.walked.tally.first or progress.life.today
    return render_template(
        "progress/year.html",
        active="progress",
        year=year,
        before=year - 1 if year > first.year else None,
        after=year + 1 if year < this_year else None,
        whole=summed(progress, date(year, 1, 1), min(date(year, 12, 31), progress.life.today)),
        months=months,
        most=max([1, *(minutes for _, _, minutes in months)]),
    )


def summed(progress: Progress, first: date, last: date) -> Summed:
    """What some days were, and what they came to."""
    stretch, today = stretch_of(progress, first, last), progress.life.today
    kinds = [day.kind for day in stretch.days]
    minutes = round(sum(stretch.seconds.get(day.date, 0) for day in stretch.days) / 60)
    return Summed(
        [cell_of(day, stretch.seconds, today) for day in stretch.days],
        kinds.count(DayKind.PRACTISED),
        kinds.count(DayKind.PROTECTED),
        kinds.count(DayKind.MISSED),
        stretch.totals.sessions,
        minutes,
        bars_of(stretch.totals),
    )


def _month(progress: Progress, month: date) -> tuple[str, int, int]:
    """A month's name, its practised days and its minutes."""
    if month > progress.life.today:
        return format_date(month, "LLLL"), 0, 0
    found = summed(progress, month, min(month_after(month) - DAY, progress.life.today))
    return format_date(month, "LLLL"), found.practised, found.minutes


def _options(person: Person, errors: dict[str, str]) -> str:
    wishes = wishes_now(person.id)
    form = {
        "day_start": text_from_minutes(person.day_start_minutes),
        "saver": wishes.saver,
        "summary_weekday": "" if wishes.summary_weekday is None else str(wishes.summary_weekday),
        "summary_at": text_from_minutes(wishes.summary_minute),
    }
    monday = date(2026, 11, 23)
    return render_template(
        "progress/options.html",
        active="progress",
        form=form | request.form.to_dict(),
        errors=errors,
        saved="saved" in request.args,
        weekdays=[format_date(monday + timedelta(days=n), "EEEE") for n in range(7)],
        has_plan=find_plan(person.id) is not None,
    )


def _wished() -> Wishes:
    weekday = request.form.get("summary_weekday", "")
    if weekday not in ("", *"0123456"):
        raise WishProblem("summary_weekday", gettext("Choose a day of the week."))
    return Wishes(
        saver=request.form.get("saver") == "on",
        summary_weekday=int(weekday) if weekday else None,
        summary_minute=_minutes("summary_at"),
    )


def _minutes(field: str) -> int:
    try:
        return minutes_from_text(request.form.get(field, ""))
    except ValueError as error:
        raise WishProblem(field, str(error)) from None
