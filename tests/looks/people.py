"""Who lives in the product while it is looked at, each in the one state that is to be seen."""

from collections.abc import Callable
from datetime import timedelta

from flask import Flask
from sqlalchemy import select

from tests.actions.lives import guest
from tests.domain.own_examples import WALL_SLIDE, own
from tests.looks.life import CAME, HOURS, NOW, PHONES, Life
from tests.looks.people_hushed import HUSHED
from tests.looks.people_levels import LEVELS
from tests.looks.progressing import PROGRESSING
from tests.visitor import Visitor
from tests.web.joining import fill_in
from webapp.actions import people
from webapp.actions.own_exercises import create_exercise
from webapp.actions.own_routines import create_routine, remove_routine
from webapp.actions.reminders import tick
from webapp.actions.routine_links import hand_on
from webapp.actions.transaction import transaction
from webapp.domain.catalogue import load_catalogue
from webapp.domain.own_routines import copy_of
from webapp.domain.plans import HourRange
from webapp.parts import parts
from webapp.push.go_token import GoToken
from webapp.storage.db import db
from webapp.storage.devices import devices_of
from webapp.storage.occurrences import Occurrence
from webapp.storage.own_exercises import own_exercises
from webapp.storage.own_routines import own_routines


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


def keeper(life: Life) -> None:
    """Has exercises from a therapist, and routines of their own, one of them with flaws."""
    life.check("no_point_LI4")
    life.phone()
    exercise = create_exercise(life.person.id, WALL_SLIDE, CAME)
    flaws = own("str_iso_front", exercise.id, "acu_li4", "mob_turn", title="Before lunch")
    create_routine(life.person.id, flaws, CAME)
    plain = copy_of(load_catalogue().routines["loosen_up_5"], "Loosen up, my way")
    routine = create_routine(life.person.id, plain, CAME)
    life.plan(routine=routine.id)
    gone = create_routine(life.person.id, own(title="An old one"), CAME)
    remove_routine(life.person.id, gone.id, CAME)


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


SEEN = (newcomer, begun, mina, done, due, late, careful, stopped, silent, many, busy, keeper)
CHANGED = ("jun", "ada", "eve", "ines")  # looking at these changes what is theirs
PEOPLE: dict[str, Callable[[Life], None]] = {
    **{made.__name__: made for made in SEEN},
    **dict.fromkeys(CHANGED, begun),
    **{made.__name__: made for made in (*HUSHED, *LEVELS, *PROGRESSING)},
}


def settle(app: Flask, language: str) -> tuple[dict[str, str], dict[str, str]]:
    """Make everybody, who speak that language.

    Answers the cookie of each, and the addresses only the product can name.
    """
    cookies: dict[str, str] = {}
    addresses: dict[str, str] = {}
    for name, live in PEOPLE.items():
        with app.app_context():
            person = guest(CAME)
            people.speak(person, language)
            live(Life(app, person))
            sign_in = people.make_link_code(person.id, NOW)
            found = db.session.scalar(select(Occurrence).where(Occurrence.person_id == person.id))
            if found is not None:
                token = parts(app).tokens.sign(GoToken(found.id, None))
                addresses[f"go:{name}"] = f"/go/{token}"
            for number, mine in enumerate(own_routines(person.id)):
                addresses[f"own:{name}:{number}"] = f"/own/routines/{mine.id}"
                addresses[f"share:{name}:{number}"] = f"/own/routines/{mine.id}/share"
                addresses[f"routine:{name}:{number}"] = f"/routines/{mine.id}"
                code = hand_on(person.id, mine.id, NOW).code
                addresses[f"shared:{name}:{number}"] = f"/shared/{code}"
            for taught in own_exercises(person.id):
                addresses[f"taught:{name}"] = f"/own/exercises/{taught.id}"
        cookies[name] = _sign_in(app, f"/link/{sign_in}")
    with app.app_context():
        addresses["link"] = f"/link/{people.make_link_code(person.id, NOW)}"
    return cookies, addresses


def _sign_in(app: Flask, link: str) -> str:
    visitor = Visitor(app.test_client())
    fill_in(visitor, link)
    cookie = visitor.client.get_cookie("unhunch")
    assert cookie is not None
    return cookie.value
