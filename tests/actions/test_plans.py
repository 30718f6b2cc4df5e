"""Saving a plan: versions, editions, and when it is due next."""

from datetime import date, timedelta

import pytest

from tests.actions.at_once import at_once
from tests.actions.lives import ELEVEN, MONDAY, TEN, guest, office_plan, with_plan
from tests.conftest import at
from webapp.actions.plans import PlanChanged, PlanWish, save_plan
from webapp.storage.db import db
from webapp.storage.people import get_person
from webapp.storage.plans import find_plan

pytestmark = pytest.mark.usefixtures("any_app")


def test_a_saved_plan_knows_when_it_is_due_next():
    plan = with_plan(guest())

    assert plan.next_due_at == TEN
    assert plan.edition == 1


def test_a_plan_that_is_off_is_never_due_and_keeps_its_hours():
    person = guest()

    plan = save_plan(person, PlanWish(False, office_plan()), MONDAY)

    assert plan.next_due_at is None
    assert plan.as_plan().versions[0].weekdays == office_plan().weekdays


def test_a_change_on_the_same_day_replaces_the_version_of_that_day():
    person = guest()
    with_plan(person)

    plan = with_plan(person, MONDAY + timedelta(hours=1), every_minutes=120)

    assert [(v.valid_from, v.every_minutes) for v in plan.versions] == [(date(2026, 11, 23), 120)]
    assert plan.next_due_at == ELEVEN
    assert plan.edition == 2


def test_a_change_on_a_later_day_is_a_new_version_and_the_old_one_stays():
    person = guest()
    with_plan(person)

    with_plan(person, MONDAY + timedelta(days=1), routine="micro_break")
    db.session.expire_all()

    versions = find_plan(person.id).as_plan().versions
    assert [(v.valid_from, v.routine) for v in versions] == [
        (date(2026, 11, 23), "desk_minute"),
        (date(2026, 11, 24), "micro_break"),
    ]


def test_a_plan_saved_where_it_is_still_yesterday_replaces_the_one_of_tomorrow():
    mina = guest()
    tomorrow_there = at("2026-11-24 05:00", "Pacific/Auckland")  # in Berlin it is Monday evening
    with_plan(mina, tomorrow_there, time_zone="Pacific/Auckland")

    plan = with_plan(mina, tomorrow_there + timedelta(hours=1))
    db.session.expire_all()

    versions = find_plan(mina.id).as_plan().versions
    assert [(v.valid_from, v.time_zone) for v in versions] == [
        (date(2026, 11, 23), "Europe/Berlin")
    ]
    assert plan.next_due_at == TEN + timedelta(days=1)


def test_before_the_start_of_the_day_a_change_still_counts_for_yesterday():
    person = guest()

    plan = with_plan(person, at("2026-11-24 02:59", "Europe/Berlin"))

    assert plan.versions[0].valid_from == date(2026, 11, 23)


def test_a_plan_comes_back_as_it_was_saved():
    wanted = office_plan(
        times=(660, 930),
        holidays="DE-BE",
        routine_by_time=((900, "wind_down_breathing"),),
        max_per_day=6,
        quiet_after_session_minutes=30,
        paused_until=date(2026, 12, 24),
        valid_from=date(2026, 11, 23),
    )
    person = guest()

    save_plan(person, PlanWish(True, wanted), MONDAY)
    db.session.expire_all()

    assert find_plan(person.id).as_plan().versions == (wanted,)


def test_a_wish_based_on_an_older_edition_is_refused_and_changes_nothing():
    person = guest()
    with_plan(person)
    with_plan(person, routine="micro_break")

    with pytest.raises(PlanChanged):
        save_plan(person, PlanWish(False, office_plan(), edition=1), MONDAY)

    db.session.expire_all()
    plan = find_plan(person.id)
    assert (plan.enabled, plan.edition, plan.versions[0].routine) == (True, 2, "micro_break")


def test_a_first_plan_is_based_on_edition_zero():
    person = guest()

    with pytest.raises(PlanChanged):
        save_plan(person, PlanWish(True, office_plan(), edition=1), MONDAY)
    assert save_plan(person, PlanWish(True, office_plan(), edition=0), MONDAY).edition == 1


@pytest.mark.parametrize("edition", [0, 1])
def test_of_two_wishes_based_on_the_same_edition_one_is_kept_and_one_refused(any_app, edition):
    person = guest()
    if edition:
        with_plan(person)
    number = person.id

    def wish():
        return save_plan(get_person(number), PlanWish(True, office_plan(), edition), MONDAY).edition

    came = at_once(any_app, wish, wish)

    assert edition + 1 in came
    assert sum(isinstance(one, PlanChanged) for one in came) == 1
