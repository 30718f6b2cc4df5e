"""Random lives, drawn as what happens when, and lived through the real actions."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from tests.actions.lived_sessions import DEVICES, Report, Spell, reports_of, session_at
from tests.domain.day_oracle import Told, ToldPlan, day_at
from webapp.actions.day_marks import mark_day
from webapp.actions.plans import PlanWish, save_plan
from webapp.actions.transaction import transaction
from webapp.domain.day_marks import Mark
from webapp.domain.plans import HourRange, PlanVersion
from webapp.storage.outages import keep_outage
from webapp.storage.people import Person

ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "America/Sao_Paulo",
    "Asia/Kathmandu",
    "Africa/Cairo",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SPAN = 110  # days, so that months settle and are summed up
TIMES = (8 * 60, 11 * 60, 15 * 60 + 30, 21 * 60)


@dataclass(frozen=True)
class Event:
    """Something that reaches the server at an instant."""

    at: datetime
    happen: Callable[[Person], None]


@dataclass
class Life:
    """What happens, what is told of it, and the instant it is looked at."""

    told: Told
    now: datetime
    events: list[Event] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)


@st.composite
def lives(draw: st.DrawFn) -> Life:
    """A hundred days: two devices, flights, plans, holidays, marks, outages, late arrivals."""
    began = datetime(2026, 1, 1, 12, tzinfo=UTC) + draw(st.integers(0, 360)) * DAY
    now = began + SPAN * DAY + draw(st.integers(0, 95)) * timedelta(minutes=15)
    told = Told(draw(st.sampled_from(ZONES)), 60 * draw(st.sampled_from([0, 3, 3, 3, 6])))
    life = Life(told, now)
    journey = Journey(draw(flights()), draw(offline(began)))
    _happenings(draw, life, began, journey)
    letters = draw(st.sampled_from(["PPPPPPPP2-", "PPP-", "PPP2"]))
    least = draw(st.sampled_from([0, 12, 24, 36]))
    story = draw(st.lists(st.sampled_from(letters), min_size=least, max_size=45))
    # Most lives go on to the day they are looked at: of one long over no streak is left to judge.
    first = SPAN - draw(st.sampled_from([0, 0, 0, 0, 1, 20])) - len(story)
    for step, letter in enumerate(story, start=1):
        start = began + (first + step) * DAY
        if letter != "-":
            _practise(draw, life, start, journey)
        if letter == "2":
            _practise(draw, life, start + 9 * HOUR, journey)
    for report in life.reports:
        life.events.append(Event(report.at, report.reach))
    life.events = [event for event in life.events if event.at <= now]
    return life


@dataclass(frozen=True)
class Journey:
    """Where somebody is from which day on, and when a device of theirs had no connection."""

    flights: list[tuple[int, str]]
    spells: list[Spell]

    def zone(self, life: Life, start: datetime) -> str:
        """The zone they are in at an instant."""
        began = life.now - SPAN * DAY
        passed = [zone for day, zone in self.flights if began + day * DAY <= start]
        return [life.told.home, *passed][-1]


def flights() -> st.SearchStrategy[list[tuple[int, str]]]:
    """Up to three flights, each with its day and the zone it leads to."""
    one = st.tuples(st.integers(0, SPAN), st.sampled_from(ZONES))
    return st.lists(one, max_size=3).map(sorted)


def offline(began: datetime) -> st.SearchStrategy[list[Spell]]:
    """Up to two spells, of up to nine days, that one of the two devices is without connection."""
    one = st.tuples(st.sampled_from(DEVICES), st.integers(SPAN - 45, SPAN), st.integers(6, 216))
    return st.lists(one.map(lambda drawn: _spell(began, *drawn)), max_size=2)


def _spell(began: datetime, device: str, day: int, hours: int) -> Spell:
    return Spell(device, began + day * DAY, began + day * DAY + hours * HOUR)


def _practise(draw: st.DrawFn, life: Life, start: datetime, journey: Journey) -> None:
    start += draw(st.sampled_from([0, 0, 1])) * draw(st.integers(-40, 40)) * timedelta(minutes=15)
    start = min(start, life.now - HOUR)
    session = session_at(draw, start, journey.zone(life, start))
    found = reports_of(draw, session, journey.spells)
    reached = [report for report in found if report.at <= life.now]
    life.reports += reached
    if any(report.counts for report in reached):
        life.told.practised.append((start, session.time_zone))


def _happenings(draw: st.DrawFn, life: Life, began: datetime, journey: Journey) -> None:
    def some(most: int) -> list[datetime]:
        quarters = draw(st.lists(st.integers(0, SPAN * 96), max_size=most))
        return [began + count * timedelta(minutes=15) for count in quarters]

    for at in some(4):
        _practise(draw, life, at, journey)
    for at in some(3):
        _plan(draw, life, at)
    for at in some(3):
        _mark(draw, life, at)
    for at in some(3):
        _outage(draw, life, at)


def live(life: Life, person: Person) -> None:
    """Let everything happen in the order in which it reaches the server."""
    for event in sorted(life.events, key=lambda event: event.at):
        event.happen(person)


def _plan(draw: st.DrawFn, life: Life, at: datetime) -> None:
    if at > life.now or any(plan.saved_at == at for plan in life.told.plans):
        return
    zone, enabled = draw(st.sampled_from([life.told.home, *ZONES[:2]])), draw(st.booleans())
    weekdays = frozenset(draw(st.sets(st.integers(0, 6), min_size=3)))
    times = tuple(sorted(draw(st.sets(st.sampled_from(TIMES), min_size=1))))
    calendar = draw(st.sampled_from([None, "DE-BE", "US"]))
    paused = draw(st.sampled_from([None, at.date() + 10 * DAY]))
    hours = (HourRange(7 * 60, 22 * 60),)
    version = PlanVersion(
        valid_from=date.min,
        time_zone=zone,
        weekdays=tuple(hours if day in weekdays else () for day in range(7)),
        every_minutes=None,
        times=times,
        holidays=calendar,
        routine="desk_minute",
        paused_until=paused,
    )
    wish = PlanWish(enabled, version)
    life.told.plans.append(ToldPlan(at, zone, weekdays, times, calendar, paused))
    life.events.append(Event(at, lambda person: _save(person, wish, at)))


def _save(person: Person, wish: PlanWish, at: datetime) -> None:
    save_plan(person, wish, at)


def _mark(draw: st.DrawFn, life: Life, at: datetime) -> None:
    today = day_at(at, life.told.home, life.told.day_start)
    day = today - draw(st.integers(-2, 7)) * DAY
    mark = draw(st.sampled_from(list(Mark)))
    if at <= life.now and day not in life.told.marks:
        life.told.marks[day] = mark
        life.events.append(Event(at, lambda person: mark_day(person, day, mark, at)))


def _outage(draw: st.DrawFn, life: Life, start: datetime) -> None:
    stop = start + draw(st.integers(1, 60)) * HOUR
    if stop <= life.now and all(start != begun for begun, _ in life.told.outages):
        life.told.outages.append((start, stop))
        life.events.append(Event(stop, lambda _: _keep(start, stop)))


def _keep(start: datetime, stop: datetime) -> None:
    with transaction():
        keep_outage(start, stop)
