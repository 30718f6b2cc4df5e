"""Who lives in the product while it is looked at, each in the one state that is to be seen."""

from collections.abc import Callable
from datetime import timedelta

from flask import Flask
from sqlalchemy import select

from tests.actions.lives import guest
from tests.looks.life import CAME, HOURS, NOW, PHONES, Life
from tests.looks.people_hushed import HUSHED
from tests.looks.people_levels import LEVELS
from tests.looks.progressing import PROGRESSING
from tests.visitor import Visitor
from tests.web.joining import fill_in
from webapp.actions import people
from webapp.actions.reminders import tick
from webapp.actions.transaction import transaction
from webapp.domain.plans import HourRange
from webapp.parts import parts
from webapp.push.go_token import GoToken
from webapp.storage.db import db
from webapp.storage.devices import devices_of
from webapp.storage.occurrences import Occurrence


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


SEEN = (newcomer, begun, mina, done, due, late, careful, stopped, silent, many, busy)
CHANGED = ("jun", "ada", "eve", "ines")  # looking at these changes what is theirs
PEOPLE: dict[str, Callable[[Life], None]] = {
    **{made.__name__: made for made in SEEN},
    **dict.fromkeys(CHANGED, begun),
    **{made.__name__: made for made in (*HUSHED, *LEVELS, *PROGRESSING)},
}


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
