"""Who lives in the product while it is looked at, each in the one state that is to be seen."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import uuid4

from flask import Flask
from sqlalchemy import select

from tests.actions.lives import guest, subscription
from tests.conftest import at
from tests.visitor import Visitor
from tests.web.joining import fill_in
from webapp.actions import devices, people, safety
from webapp.actions.devices import Registration
from webapp.actions.plans import PlanWish, save_plan
from webapp.actions.reminders import tick
from webapp.actions.sessions import record
from webapp.actions.transaction import transaction
from webapp.domain.plans import HourRange, PlanVersion
from webapp.domain.safety import Effect
from webapp.domain.sessions import Session, SessionState
from webapp.domain.timelines import compile_timeline
from webapp.parts import parts
from webapp.push.go_token import GoToken
from webapp.storage.db import db
from webapp.storage.devices import Device, devices_of, forget_endpoint
from webapp.storage.occurrences import Occurrence
from webapp.storage.people import Person

NOW = at("2026-11-26 10:42", "Europe/Berlin")  # a Thursday
CAME = at("2026-11-02 08:30", "Europe/Berlin")
MISSED = (at("2026-11-24 00:00").date(), at("2026-11-11 00:00").date())
HOURS = (HourRange.from_text("09:00", "12:30"), HourRange.from_text("13:30", "17:30"))
PHONES = {"Chrome, Android": 26, "Safari, iPhone": 400, "Firefox, Windows": 3100}  # minutes ago


@dataclass(frozen=True)
class Life:
    """One person while their life is made up."""

    app: Flask
    person: Person

    def plan(self, enabled: bool = True, since: datetime = NOW, **changes: object) -> None:
        """Say when to be reminded; the next reminder is the first one `since`."""
        usual = {
            "valid_from": CAME.date(),
            "time_zone": "Europe/Berlin",
            "weekdays": (HOURS,) * 5 + ((), ()),
            "every_minutes": None,
            "times": (11 * 60, 15 * 60 + 30),
            "holidays": "DE",
            "routine": "desk_minute",
        }
        wish = PlanWish(enabled, PlanVersion(**(usual | changes)))  # type: ignore[arg-type]
        for saved_at in (CAME, since):  # the first gives the past its working days
            save_plan(self.person, wish, saved_at)

    def check(self, *effects: str) -> None:
        """Take the safety check and let its result be kept."""
        kept = [Effect(effect, None, "none") for effect in effects]
        safety.keep_check(self.person.id, kept, 1, CAME)

    def phone(self, label: str = "Chrome, Android", name: str = "") -> Device:
        """Let a device ring, last seen some minutes ago."""
        found = subscription(name or f"{label} of {self.person.id}".replace(" ", "-"))
        seen = NOW - timedelta(minutes=PHONES[label])
        key = parts(self.app).vapid_key.public_text
        return devices.register(self.person.id, Registration(found, label, key), seen)[0]

    def lose(self, label: str) -> None:
        """Let the push service say that a device is gone."""
        with transaction():
            for device in devices_of(self.person.id):
                if device.label == label:
                    forget_endpoint(device, NOW - timedelta(hours=20))

    def practise(self, started_at: datetime) -> None:
        """Play a desk minute to its end."""
        timeline = compile_timeline(parts(self.app).catalogue, "desk_minute", 1, ())
        finished_at = started_at + timedelta(seconds=timeline.seconds + 4)
        entries = len(timeline.entries)
        session = Session(
            id=uuid4(),
            routine="desk_minute",
            level=1,
            started_at=started_at,
            time_zone="Europe/Berlin",
            state=SessionState.FINISHED,
            finished_at=finished_at,
            played_seconds=timeline.seconds,
            steps_done=entries,
            steps_total=entries,
            timeline_seconds=timeline.seconds,
            timeline_digest=timeline.digest,
            tension_before=None,
            tension_after=None,
            rating=None,
            discomfort=None,
            next_morning=None,
            occurrence_id=None,
        )
        record(self.person, session, finished_at)

    def weeks(self) -> None:
        """Practise on every working day since the first, but for two that were missed."""
        day = CAME.date()
        while day < NOW.date():
            if day.weekday() < 5 and day not in MISSED:
                self.practise(datetime.combine(day, time(11, 3), NOW.tzinfo))
            day += timedelta(days=1)


def newcomer(life: Life) -> None:
    """Has chosen a routine and nothing else."""
    life.plan(enabled=False, times=(), every_minutes=60, holidays=None)


def begun(life: Life) -> None:
    """Has taken the check, has not practised yet."""
    newcomer(life)
    life.check()


def mina(life: Life) -> None:
    """Has practised for weeks; today is open, and a phone rings."""
    life.check()
    life.plan()
    life.phone()
    life.weeks()


def done(life: Life) -> None:
    """Mina, after today's session."""
    mina(life)
    life.practise(NOW - timedelta(minutes=30))


def due(life: Life) -> None:
    """Mina, a few minutes after a reminder."""
    mina(life)
    life.plan(since=NOW - timedelta(minutes=8), times=(10 * 60 + 35, 15 * 60 + 30))
    tick(NOW - timedelta(minutes=7))


def late(life: Life) -> None:
    """Mina, long after a reminder that was never opened."""
    mina(life)
    life.plan(since=NOW - timedelta(minutes=73), times=(9 * 60 + 30,))
    tick(NOW - timedelta(minutes=72))


def careful(life: Life) -> None:
    """A check that left some routines changed and some replaced."""
    life.check("no_massage", "no_neck_touch")
    life.plan(routine="express_self_massage")
    life.phone()


def stopped(life: Life) -> None:
    """A check that closed everything."""
    life.check("stop_all", "urgent_help")
    life.plan()
    life.phone()


def silent(life: Life) -> None:
    """A plan, and no device that could be reached any more."""
    mina(life)
    life.lose("Chrome, Android")


def many(life: Life) -> None:
    """Three devices: one rings, one is silent, one is gone."""
    life.check()
    life.plan()
    for label in PHONES:
        life.phone(label)
    life.lose("Firefox, Windows")
    with transaction():
        devices_of(life.person.id)[1].rings = False


def busy(life: Life) -> None:
    """A plan with every setting in use."""
    life.check()
    life.plan(
        times=(),
        every_minutes=90,
        max_per_day=3,
        quiet_after_session_minutes=30,
        holidays="GB",
        weekdays=((HOURS[0],),) * 4 + ((HourRange.from_text("22:00", "06:00"),), (), ()),
    )


PEOPLE: dict[str, Callable[[Life], None]] = {
    made.__name__: made
    for made in (newcomer, begun, mina, done, due, late, careful, stopped, silent, many, busy)
} | {
    "jun": begun,
    "ada": begun,
    "eve": begun,
    "ines": begun,
}  # looking at these changes what is theirs


def settle(app: Flask) -> tuple[dict[str, str], dict[str, str]]:
    """Make everybody; answers the cookie of each, and the addresses only the product can name."""
    cookies: dict[str, str] = {}
    addresses: dict[str, str] = {}
    for name, live in PEOPLE.items():
        with app.app_context():
            person = guest(CAME)
            live(Life(app, person))
            code = people.make_link_code(person.id, NOW)
            found = db.session.scalar(select(Occurrence).where(Occurrence.person_id == person.id))
            if found is not None:
                token = parts(app).tokens.sign(GoToken(found.id, None))
                addresses[f"go:{name}"] = f"/go/{token}"
        cookies[name] = _sign_in(app, f"/link/{code}")
    with app.app_context():
        addresses["link"] = f"/link/{people.make_link_code(person.id, NOW)}"
    return cookies, addresses


def _sign_in(app: Flask, link: str) -> str:
    visitor = Visitor(app.test_client())
    fill_in(visitor, link)
    cookie = visitor.client.get_cookie("unhunch")
    assert cookie is not None
    return cookie.value
