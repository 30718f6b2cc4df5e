"""Today: whether the day is ticked, the streak, the week, and what comes next."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask import Blueprint, render_template

from webapp.actions.day_marks import read_news
from webapp.actions.days import LifeSoFar, days_of, life_of
from webapp.actions.due import find_due
from webapp.actions.outlook import find_next_ring
from webapp.parts import parts
from webapp.storage.devices import devices_of, ringing_devices
from webapp.storage.occurrences import Occurrence
from webapp.storage.people import Person
from webapp.storage.plans import StoredPlan, find_plan
from webapp.storage.safety import KnownSafety, known_safety
from webapp.web.current import find_current_person, local, now
from webapp.web.day_words import news_words
from webapp.web.level_words import pause_words
from webapp.web.levels import offered_cards
from webapp.web.own_here import find_routine_here
from webapp.web.plan_preview import hush_of
from webapp.web.reminders_api import go_path
from webapp.web.routine_cards import RoutineCard, card_of
from webapp.web.streak_words import streak_answer

bp = Blueprint("days", __name__)
STARTER = "desk_minute"


@dataclass(frozen=True, slots=True)
class WeekDay:
    """One day of the present week."""

    date: date
    kind: str
    why: str
    today: bool


@dataclass(frozen=True, slots=True)
class NewsRow:
    """Something that happened to a day."""

    day: date
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class DueNow:
    """What is due: where it starts, the token that speaks for it, its title, when it was for."""

    go: str
    token: str
    title: str
    local: datetime


@dataclass(frozen=True, slots=True)
class GoneDevice:
    """A device the push service no longer reaches."""

    label: str
    gone_local: datetime


@bp.get("/")
def today() -> str:
    """Show today, or the welcome of a newcomer."""
    person = find_current_person()
    if person is None:
        return render_template("welcome.html", active="today")
    plan = find_plan(person.id)
    known = known_safety(person.id, now())
    life = life_of(person, now())
    routine = _routine(plan, known)
    return render_template(
        "today.html",
        active="today",
        ticked=life.streak.today_done,
        streak=streak_answer(life.streak),
        week=_week(life),
        news=[NewsRow(news.day, news.kind, news_words(news)) for news in read_news(life)],
        next_due=_next_due(person, plan),
        reminders=_reminders(person, plan),
        routine=routine,
        due=_due(person, known),
        hush=hush_of(plan) if plan and plan.enabled else None,
        safety=_safety(known),
        check_is_old=known.outdated,
        hands_on_pause=pause_words(known.paused) if known.paused else "",
        steps=offered_cards(person)[:1],
        gone_devices=_gone(person),
    )


def _routine(plan: StoredPlan | None, known: KnownSafety) -> RoutineCard:
    return _card(plan.versions[-1].routine if plan else STARTER, known)


def _card(routine: str, known: KnownSafety) -> RoutineCard:
    """The card of a routine, or of the first one where it was a person's own and is gone."""
    return card_of(find_routine_here(routine) or parts().catalogue.get_routine(STARTER), known)


def _week(life: LifeSoFar) -> list[WeekDay]:
    monday = life.today - timedelta(days=life.today.weekday())
    days = days_of(life, monday, monday + timedelta(days=6))
    return [WeekDay(day.date, day.kind, day.why, day.date == life.today) for day in days]


def _next_due(person: Person, plan: StoredPlan | None) -> datetime | None:
    due_at = find_next_ring(person, now()) if plan else None
    return local(due_at, plan.versions[-1].time_zone) if plan and due_at else None


def _reminders(person: Person, plan: StoredPlan | None) -> str:
    if plan is None or not plan.enabled:
        return "off" if devices_of(person.id) else "never"
    return "on" if ringing_devices(person.id) else "no_device"


def _due(person: Person, known: KnownSafety) -> DueNow | None:
    occurrence: Occurrence | None = find_due(person.id, now())
    if occurrence is None:
        return None
    routine = _card(occurrence.routine, known)
    title = routine.offered.title if routine.offered else routine.title
    go = go_path(occurrence)
    return DueNow(go, go.rpartition("/")[2], title, local(occurrence.due_at, person.time_zone))


def _safety(known: KnownSafety) -> str:
    if not known.checked:
        return "none"
    return "stopped" if "stop_all" in known.effects else "checked"


def _gone(person: Person) -> list[GoneDevice]:
    return [
        GoneDevice(device.label, local(device.gone_at, person.time_zone))
        for device in devices_of(person.id)
        if device.gone_at is not None
    ]
