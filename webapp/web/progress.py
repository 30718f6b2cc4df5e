"""The progress page: the streak, the calendar, what it adds up to, and records."""

from dataclasses import dataclass
from datetime import date

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from webapp.actions.history import on_time_lately
from webapp.actions.progress import Progress, answers_lately, progress_of
from webapp.domain.ever import Ever, Record
from webapp.domain.month_summaries import month_of
from webapp.domain.reminder_lives import RATED_DAYS
from webapp.domain.totals import Totals, totals_of
from webapp.language import format_date, gettext, ngettext
from webapp.web.calendar_view import half_year, month_view
from webapp.web.current import find_current_person, now
from webapp.web.days_api import find_date
from webapp.web.own_here import find_routine_here
from webapp.web.streak_words import streak_answer
from webapp.web.tension_view import tension_view

bp = Blueprint("progress", __name__)


@dataclass(frozen=True, slots=True)
class Bar:
    """One kind of session: how many, how long, and its share of the longest bar in percent."""

    title: str
    sessions: int
    minutes: int
    share: int


@dataclass(frozen=True, slots=True)
class Best:
    """One record: what it is, its figure, and when it was."""

    title: str
    figure: str
    when: str


@bp.get("/progress")
def show() -> ResponseReturnValue:
    """Show how this person is getting on."""
    person = find_current_person()
    if person is None:
        return redirect("/start", 303)
    progress = progress_of(person, now())
    tally, ever = progress.life.walked.tally, progress.ever
    return render_template(
        "progress/index.html",
        active="progress",
        has_any=bool(tally.practised),
        streak=streak_answer(progress.life.streak),
        done_today=progress.life.streak.today_done,
        month=month_view(progress, _month(progress)),
        half=half_year(progress),
        tally=tally,
        ever=ever.totals,
        lately=totals_of(e for e in progress.recent if e.day >= month_of(progress.life.today)),
        bars=bars_of(ever.totals),
        tension=tension_view(progress),
        answered=answers_lately(person.id, RATED_DAYS, now()),
        on_time=on_time_lately(person.id, now()),
        records=records_of(progress, ever),
        year=progress.life.today.year,
    )


def bars_of(totals: Totals) -> list[Bar]:
    """Sessions by kind, the most frequent first."""
    names = kind_names()
    found: dict[str, tuple[int, int]] = {}
    for routine_id, done in totals.by_routine.items():
        routine = find_routine_here(routine_id)
        title = names.get(routine.category if routine else "", gettext("Own routines"))
        sessions, seconds = found.get(title, (0, 0))
        found[title] = (sessions + done.sessions, seconds + done.seconds)
    most = max((sessions for sessions, _ in found.values()), default=0) or 1
    ordered = sorted(found.items(), key=lambda item: -item[1][0])
    return [Bar(t, n, round(s / 60), round(100 * n / most)) for t, (n, s) in ordered if n]


def records_of(progress: Progress, ever: Ever) -> list[Best]:
    """The longest streak and the fullest day, week and month."""
    tally = progress.life.walked.tally
    if not tally.best:
        return []
    best = ngettext("%(num)d day", "%(num)d days", tally.best)
    until = gettext("today") if tally.run == tally.best else _day(tally.best_until)
    when = gettext("%(since)s to %(until)s", since=_day(tally.best_since), until=until)
    kinds = (
        (gettext("Fullest day"), ever.day, "d MMMM y"),
        (gettext("Fullest week"), ever.week, gettext("'from' d MMMM y")),
        (gettext("Fullest month"), ever.month, "LLLL y"),
    )
    records = [_record(*kind) for kind in kinds if kind[1].seconds]
    return [Best(gettext("Longest streak"), best, when), *records]


def kind_names() -> dict[str, str]:
    """What each category of routines is called."""
    return {
        "break": gettext("Short breaks"),
        "massage": gettext("Massage"),
        "acupressure": gettext("Acupressure"),
        "breathing": gettext("Breathing"),
        "strength": gettext("Strength"),
    }


def _record(title: str, record: Record, pattern: str) -> Best:
    minutes = ngettext("%(num)d minute", "%(num)d minutes", max(1, round(record.seconds / 60)))
    return Best(title, minutes, format_date(record.since, pattern) if record.since else "")


def _day(day: date | None) -> str:
    return format_date(day, "d MMMM y") if day else ""


def _month(progress: Progress) -> date:
    """The month asked for, if it lies between the first one practised and the present one."""
    wanted = find_date(f"{request.args.get('month', '')}-01")
    today = progress.life.today
    if wanted is None or wanted > today:
        return month_of(today)
    return max(wanted, month_of(progress.life.walked.tally.first or today))
