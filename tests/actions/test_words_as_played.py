"""What a reminder says is what will be played: at the levels reached, in full only once it is."""

import json
from datetime import timedelta

import pytest

from tests.actions.lives import MONDAY, TEN, checked, office_of, reminded
from webapp.actions.deliveries import take_waiting
from webapp.actions.reaches import reach_with
from webapp.actions.reminders import tick
from webapp.actions.transaction import transaction
from webapp.domain.progression import Standing
from webapp.domain.reach import START, Reach, compile_within, reach_of
from webapp.domain.referral import Referral
from webapp.storage.levels import keep_standings
from webapp.storage.safety import pause_hands_on

QUARTER = timedelta(days=91)  # a Monday again


def raised(person, *kinds, level=3):
    with transaction():
        standings = [Standing(kind, level, level, practised_on=MONDAY.date()) for kind in kinds]
        keep_standings(person.id, standings)


def shown(app, now=TEN):
    tick(now)
    [leased] = take_waiting(office_of(app), now)
    return json.loads(leased.parcel.message.payload)["notification"]


def test_a_reminder_says_the_minutes_of_the_level_reached(any_app):
    mina = reminded(routine="full_self_massage")[0]
    checked(mina)
    raised(mina, "massage", "mobility")

    assert shown(any_app)["body"].startswith("15 minutes.")


def test_the_lowest_of_a_routine_s_kinds_gives_the_minutes(any_app):
    mina = reminded(routine="neck_shoulder_holds")[0]
    checked(mina)
    raised(mina, "strength")

    assert shown(any_app)["body"].startswith("5 minutes.")


def test_a_break_of_three_weeks_brings_the_minutes_of_level_1(any_app):
    mina = reminded(routine="full_self_massage")[0]
    checked(mina)
    raised(mina, "massage", "mobility")

    assert shown(any_app, TEN + timedelta(days=28))["body"].startswith("10 minutes.")


def test_what_is_not_open_in_full_is_announced_as_short_as_it_is_played(any_app):
    mina = reminded(routine="sigh_five")[0]
    checked(mina)
    reach = reach_with(mina.id, "sigh_five", TEN)
    timeline = compile_within(office_of(any_app).catalogue, ("sigh_five", 1), (), reach)

    body = shown(any_app)["body"]

    assert reach.locked == {"sigh_five"}
    assert body.startswith(f"{round(timeline.seconds / 60)} minute")
    assert not body.startswith("5")


@pytest.mark.parametrize("name", ["full_self_massage", "neck_shoulder_holds"])
def test_after_ninety_days_a_reminder_names_calm_breathing_only(any_app, name):
    checked(reminded(routine=name)[0])

    assert shown(any_app, TEN + QUARTER)["title"] == "Flare-safe breathing"


def test_while_hands_on_work_pauses_a_reminder_names_none(any_app):
    mina = reminded(routine="hands_only_reset")[0]
    checked(mina)
    with transaction():
        pause_hands_on(mina.id, Referral.SAME)

    assert shown(any_app)["title"] != "Hands-only reset"


def test_nobody_s_reach_is_the_start():
    assert reach_of({}) == START
    assert START.level_of("massage") == 1
    assert Reach((("massage", 3),)).level_of("massage") == 3
