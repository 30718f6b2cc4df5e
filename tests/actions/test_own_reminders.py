"""Reminders of a routine of one's own: its title where it may be told, else what is left of it."""

import json
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from tests.actions.lives import ELEVEN, MONDAY, TEN, checked, guest, office_of, phone, with_plan
from tests.domain.own_examples import WALL_SLIDE, own
from tests.domain.session_examples import a_session
from webapp.actions.deliveries import take_waiting
from webapp.actions.own_exercises import create_exercise
from webapp.actions.own_routines import create_routine, forget_removed, remove_routine, save_routine
from webapp.actions.reminders import tick
from webapp.actions.sessions import record
from webapp.actions.transaction import transaction
from webapp.domain.own_routines import OwnItem
from webapp.storage.db import db
from webapp.storage.occurrences import Occurrence
from webapp.storage.own_routines import find_own_routine

MASSAGE = own("mas_circle_knead", "mas_press_grip", title="Mina's own knead")
SHORT = 12


@pytest.fixture
def mina(any_app):
    """Mina, whose phone rings."""
    person = guest()
    phone(person)
    return person


def reminded_of(person, routine):
    """Keep a routine and plan it; answers its id."""
    stored = create_routine(person.id, routine, MONDAY)
    with_plan(person, routine=stored.id)
    return stored.id


def title(app, now=TEN) -> str:
    tick(now)
    [leased] = take_waiting(office_of(app), now)
    return str(json.loads(leased.parcel.message.payload)["notification"]["title"])


def test_its_title_is_told_and_a_new_name_at_once(any_app, mina):
    checked(mina)
    routine = reminded_of(mina, own("mob_turn", title="Before lunch"))

    first = title(any_app)
    stored = find_own_routine(mina.id, routine).as_own()
    save_routine(mina.id, type(stored)(routine, "Renamed", stored.items), None, TEN)

    assert (first, title(any_app, ELEVEN)) == ("Before lunch", "Renamed")


def test_a_discreet_person_s_phone_does_not_tell_it(any_app, mina):
    checked(mina)
    reminded_of(mina, own("mob_turn", title="Before lunch"))
    with transaction():
        mina.discreet = True

    assert title(any_app) == "Time for a break"


def test_what_the_check_closes_is_never_named(any_app, mina):
    checked(mina, "no_massage")
    reminded_of(mina, MASSAGE)

    assert title(any_app) == "Flare-safe breathing"


def test_without_a_check_only_calm_breathing_is_named(any_app, mina):
    reminded_of(mina, own("mob_turn", title="Before lunch"))

    assert title(any_app) == "Flare-safe breathing"


def test_an_exercise_of_one_s_own_is_closed_by_a_flare_like_every_other(any_app, mina):
    checked(mina, "breathing_only")
    taught = create_exercise(mina.id, WALL_SLIDE, MONDAY)
    reminded_of(mina, own(taught.id, title="Before lunch"))

    assert title(any_app) == "Flare-safe breathing"


def test_removed_the_usual_one_takes_its_place(any_app, mina):
    checked(mina)
    routine = reminded_of(mina, own("mob_turn", title="Before lunch"))
    remove_routine(mina.id, routine, MONDAY)

    assert title(any_app) == "Desk minute"
    assert db.session.scalar(select(Occurrence.routine)) == "desk_minute"


def test_two_people_with_routines_of_their_own_each_hear_of_theirs(any_app, mina):
    jun = guest()
    phone(jun)
    for person, name in ((mina, "Mina's"), (jun, "Jun's")):
        checked(person)
        reminded_of(person, own("mob_turn", title=name))

    tick(TEN)
    sent = take_waiting(office_of(any_app), TEN)

    told = [json.loads(s.parcel.message.payload)["notification"]["title"] for s in sent]
    assert sorted(told) == ["Jun's", "Mina's"]


def test_massage_in_a_routine_of_one_s_own_counts_for_the_day_also_once_removed(any_app, mina):
    checked(mina)
    twelve = own(*[OwnItem("mas_circle_knead", 3)] * 5, title="Much of it")
    done = create_routine(mina.id, twelve, MONDAY)
    session = a_session(
        id=UUID(int=SHORT),
        routine=done.id,
        started_at=MONDAY,
        finished_at=MONDAY + timedelta(minutes=13),
        played_seconds=770,
        timeline_seconds=770,
    )
    record(mina, session, MONDAY + timedelta(minutes=13))
    remove_routine(mina.id, done.id, MONDAY)
    reminded_of(mina, twelve)

    assert title(any_app) == "Flare-safe breathing"


def test_what_was_removed_a_month_ago_is_forgotten_and_nothing_else(any_app, mina):
    kept, lately, long_ago = (create_routine(mina.id, own("mob_turn"), MONDAY).id for _ in "abc")
    remove_routine(mina.id, lately, TEN - timedelta(days=20))
    remove_routine(mina.id, long_ago, TEN - timedelta(days=40))

    forget_removed(TEN)

    found = [find_own_routine(mina.id, each) is not None for each in (kept, lately, long_ago)]
    assert found == [True, True, False]
