"""A step up is offered on the catalogue's conditions, each of them alone able to hold it back."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from webapp.domain.offers import Condition, Felt, Practice, Review, review
from webapp.domain.progression import Standing, Why, standings_of
from webapp.domain.referral import Referral, find_referral
from webapp.domain.sessions import Rating

TODAY = date(2026, 11, 25)
DAY = timedelta(days=1)
THREE_A_WEEK = (0, 2, 4, 7, 9, 13)


def session(days_ago: int, **more: object) -> Felt:
    return replace(Felt(TODAY - days_ago * DAY, frozenset({"massage"}), rating=Rating.SAME), **more)


def sessions(*days_ago: int) -> list[Felt]:
    return [session(ago) for ago in sorted(days_ago, reverse=True)]


def reviewed(
    done: list[Felt],
    *others: Standing,
    standing: Standing = Standing("massage"),  # noqa: B008
    effects: tuple[str, ...] = (),
) -> Review:
    practised = replace(standing, practised_on=TODAY)
    standings = standings_of([practised, *others], TODAY)
    return review(standings, "massage", Practice(done, effects, TODAY))


def lacking(found: Review) -> set[Condition]:
    return {condition for condition, holds in found.conditions.items() if not holds}


def test_three_good_sessions_in_each_of_two_weeks_are_enough():
    found = reviewed(sessions(*THREE_A_WEEK))

    assert (found.is_offered, found.step, found.weeks) == (True, Why.TIME, (3, 3))


@pytest.mark.parametrize("missing", THREE_A_WEEK)
def test_one_session_less_in_either_week_is_too_few(missing):
    found = reviewed(sessions(*(set(THREE_A_WEEK) - {missing})))

    assert lacking(found) == {Condition.OFTEN}


def test_sessions_of_other_kinds_and_those_broken_off_do_not_count():
    other = [replace(each, kinds=frozenset({"breathing"})) for each in sessions(*THREE_A_WEEK)]
    broken = [replace(each, counts=False) for each in sessions(*THREE_A_WEEK)]

    assert lacking(reviewed(other)) == lacking(reviewed(broken)) == {Condition.OFTEN}


@pytest.mark.parametrize(
    ("more", "lacks"),
    [
        (session(3, rating=Rating.WORSE), {Condition.NOT_WORSE}),
        (session(8, rating=Rating.WORSE), set()),
        (session(3, discomfort=3), set()),
        (session(12, discomfort=4), {Condition.COMFORTABLE}),
        (session(3, next_morning=Rating.WORSE), {Condition.NOT_WORSE, Condition.NOT_SORE}),
        (session(10, next_morning=Rating.WORSE), {Condition.NOT_SORE}),
        (session(15, discomfort=9, next_morning=Rating.WORSE), set()),
    ],
)
def test_what_was_felt_holds_the_step_back(more, lacks):
    assert lacking(reviewed([*sessions(*THREE_A_WEEK), more])) == lacks


@pytest.mark.parametrize(("days_ago", "open_"), [(6, False), (7, True)])
def test_never_two_changes_in_one_week_whatever_the_kind(days_ago, open_):
    other = Standing("mobility", 2, 1, raised_on=TODAY - days_ago * DAY, practised_on=TODAY)

    found = reviewed(sessions(*THREE_A_WEEK), other)

    assert found.is_open is open_
    assert lacking(found) == (set() if open_ else {Condition.ONE_CHANGE})


@pytest.mark.parametrize(
    ("level", "effort", "days_ago", "step", "open_"),
    [
        (2, 1, 6, Why.EFFORT, False),
        (2, 1, 7, Why.EFFORT, True),
        (2, 2, 13, Why.TIME, False),
        (2, 2, 14, Why.TIME, True),
        (3, 3, 99, None, False),
    ],
)
def test_effort_follows_time_after_a_week_and_the_next_level_after_two(
    level, effort, days_ago, step, open_
):
    standing = Standing("massage", level, effort, changed_on=TODAY - days_ago * DAY)

    found = reviewed(sessions(*THREE_A_WEEK), standing=standing)

    assert (found.step, found.is_open) == (step, open_)


def test_after_a_week_one_level_lower_the_way_back_asks_for_nothing_but_that_week():
    standing = Standing("massage", 1, 1, why=Why.WORSE, changed_on=TODAY - 7 * DAY, regain=2)

    good = reviewed([session(1)], standing=standing)
    again = reviewed([session(1, rating=Rating.WORSE)], standing=standing)

    assert (good.step, good.is_offered) == (Why.REGAINED, True)
    assert lacking(again) == {Condition.NOT_WORSE}


def test_a_check_that_leaves_level_1_only_offers_nothing():
    found = reviewed(sessions(*THREE_A_WEEK), effects=("level_1_only",))

    assert lacking(found) == {Condition.OPEN}


@pytest.mark.parametrize(("days_ago", "offered"), [(0, False), (6, False), (7, True)])
def test_not_now_is_an_answer_for_a_week(days_ago, offered):
    standing = Standing("massage", put_off_on=TODAY - days_ago * DAY)

    found = reviewed(sessions(*THREE_A_WEEK), standing=standing)

    assert (found.is_open, found.is_offered) == (True, offered)


def sore(**more: object) -> Felt:
    return session(1, tension_before=3, **more)


@pytest.mark.parametrize(
    ("done", "why"),
    [
        ([sore()] * 3, Referral.SAME),
        ([sore()] * 2, None),
        ([sore(), sore(rating=Rating.BETTER), sore()], None),
        ([sore(), sore(), session(1, tension_before=2)], None),
        ([sore(), sore(), session(1)], None),
        ([sore(), sore(rating=None), sore(), sore()], Referral.SAME),
        ([*[sore()] * 3, sore(rating=Rating.BETTER)], None),
        ([sore(rating=Rating.BETTER, next_morning=Rating.WORSE)], Referral.WORSE),
        ([session(1, tension_before=2, next_morning=Rating.WORSE)], None),
        ([replace(sore(), kinds=frozenset({"mobility"}))] * 3, None),
    ],
)
def test_the_three_session_rule(done, why):
    assert find_referral(done) is why
