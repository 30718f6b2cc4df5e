"""The history page: what became of each reminder, by day, and what to do when one did not come."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, takewhile

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from webapp.actions.history import Wish, on_time_lately, read_history
from webapp.actions.own_catalogue import catalogue_for
from webapp.domain.reminder_lives import Fate, Life
from webapp.language import begun, format_weekday, format_weekday_year, gettext
from webapp.storage.plans import find_plan
from webapp.web.current import find_current_person, local, now
from webapp.web.history_api import SHOWN, instant_in
from webapp.web.history_words import kind_note, sentence_of
from webapp.web.history_zones import FollowedZones

bp = Blueprint("history", __name__)
A_PAGE = 24
UNHEARD = (Fate.SENT, Fate.LOST)
NO_SIGN = (Fate.NOT_SENT, Fate.CALLED_BACK, Fate.UNDER_WAY)
WORRYING = 3  # so many in a row without a sign of life from any device


@dataclass(frozen=True, slots=True)
class Row:
    """One reminder as it is shown."""

    clock: str
    title: str
    note: str
    sentence: str
    fate: str


@dataclass(frozen=True, slots=True)
class HistoryDay:
    """One day's reminders, newest first; `zone` only where it is not the person's present one."""

    date: date
    title: str
    zone: str
    rows: list[Row]


@bp.get("/plan/history")
def show() -> ResponseReturnValue:
    """Show what became of this person's reminders."""
    person = find_current_person()
    if person is None:
        return redirect("/start", 303)
    before = instant_in(request.args.get("before", ""))
    shown = request.args.get("show", "all")
    shown = shown if shown in SHOWN else "all"
    page = read_history(person.id, Wish(before, A_PAGE, SHOWN[shown]), now())
    return render_template(
        "plan_history.html",
        active="plan",
        days=_days(page.lives, FollowedZones(person), person.time_zone),
        shown=shown,
        earlier=page.next_before,
        is_newest=before is None,
        on_time=on_time_lately(person.id, now()),
        unheard=_unheard(page.lives) if before is None and shown == "all" else 0,
        has_plan=find_plan(person.id) is not None,
    )


def _days(lives: tuple[Life, ...], zones: FollowedZones, usual: str) -> list[HistoryDay]:
    told = [(life, zones.at(life.due_at)) for life in lives]
    return [
        HistoryDay(day, _title(day, zone), "" if zone == usual else zone, [_row(*t) for t in group])
        for (day, zone), group in groupby(told, key=_day_and_zone)
    ]


def _day_and_zone(told: tuple[Life, str]) -> tuple[date, str]:
    life, zone = told
    return local(life.due_at, zone).date(), zone


def _title(day: date, zone: str) -> str:
    today = local(now(), zone).date()
    if day == today:
        return gettext("Today")
    if day == today - timedelta(days=1):
        return gettext("Yesterday")
    return begun(format_weekday(day) if day.year == today.year else format_weekday_year(day))


def _row(life: Life, zone: str) -> Row:
    person = find_current_person()
    catalogue = catalogue_for(person.id if person else None, life.routine, removed=True)
    routine = catalogue.find_routine(life.routine)
    return Row(
        clock=local(life.due_at, zone).strftime("%H:%M"),
        title=routine.title if routine else life.routine,
        note=kind_note(life, zone),
        sentence=sentence_of(life, zone),
        fate=life.fate,
    )


def _unheard(lives: tuple[Life, ...]) -> int:
    """How many in a row, up to the newest, no device has given a sign of; 0 where that is few."""
    meant = [life.fate for life in lives if life.fate not in NO_SIGN]
    count = len(list(takewhile(lambda fate: fate in UNHEARD, meant)))
    return count if count >= WORRYING else 0
