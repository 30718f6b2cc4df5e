"""People: joining, being recognised, and joining another browser."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.actions.at_once import at_once
from tests.actions.lives import MONDAY, guest
from webapp.actions import people
from webapp.actions.people import LINK_LASTS, SEEN_EVERY, LinkGone
from webapp.storage.db import db
from webapp.storage.people import LinkCode, SignIn

pytestmark = pytest.mark.usefixtures("any_app")


def test_whoever_joins_is_recognised_by_the_token():
    mina = people.join("Europe/Berlin", "en", MONDAY)
    jun = people.join("Asia/Seoul", "en", MONDAY)

    assert people.recognise(mina.token, MONDAY).id == mina.person.id
    assert people.recognise(jun.token, MONDAY).id == jun.person.id


@pytest.mark.parametrize("token", ["", "x", "0" * 43])
def test_nobody_is_recognised_by_another_token(token):
    guest()

    assert people.recognise(token, MONDAY) is None


def test_no_token_or_code_can_be_read_from_the_database():
    signed_in = people.join("Europe/Berlin", "en", MONDAY)
    code = people.make_link_code(signed_in.person.id, MONDAY)

    kept = [
        *db.session.scalars(select(SignIn.token_hash)),
        db.session.scalar(select(LinkCode.code_hash)),
    ]

    assert all(signed_in.token.encode() not in secret for secret in kept)
    assert all(code.encode() not in secret for secret in kept)


def test_being_seen_is_noted_now_and_then_only():
    token = people.join("Europe/Berlin", "en", MONDAY).token

    people.recognise(token, MONDAY + SEEN_EVERY)
    soon = db.session.scalar(select(SignIn.last_seen_at))
    people.recognise(token, MONDAY + SEEN_EVERY + timedelta(seconds=1))
    later = db.session.scalar(select(SignIn.last_seen_at))

    assert (soon, later) == (MONDAY, MONDAY + SEEN_EVERY + timedelta(seconds=1))


def test_a_link_code_joins_one_more_browser():
    mina = guest()
    code = people.make_link_code(mina.id, MONDAY)

    joined = people.use_link_code(code, MONDAY)

    assert joined.person.id == mina.id
    assert people.recognise(joined.token, MONDAY).id == mina.id


def test_a_link_code_works_once():
    code = people.make_link_code(guest().id, MONDAY)
    people.use_link_code(code, MONDAY)

    with pytest.raises(LinkGone):
        people.use_link_code(code, MONDAY)
    assert not people.is_link_open(code, MONDAY)


def test_a_link_code_works_once_even_when_two_use_it_at_the_same_moment(any_app):
    code = people.make_link_code(guest().id, MONDAY)

    came = at_once(any_app, *[lambda: people.use_link_code(code, MONDAY)] * 4)

    assert sum(isinstance(one, people.SignedIn) for one in came) == 1
    assert sum(isinstance(one, LinkGone) for one in came) == 3


def test_a_link_code_lasts_ten_minutes():
    code = people.make_link_code(guest().id, MONDAY)
    last = MONDAY + LINK_LASTS - timedelta(seconds=1)

    assert timedelta(minutes=10) == LINK_LASTS
    assert people.is_link_open(code, last)
    assert not people.is_link_open(code, MONDAY + LINK_LASTS)
    with pytest.raises(LinkGone):
        people.use_link_code(code, MONDAY + LINK_LASTS)


@pytest.mark.parametrize("code", ["", "nothing", "\x00", "é" * 200])
def test_an_invented_link_code_opens_nothing(code):
    people.make_link_code(guest().id, MONDAY)

    assert not people.is_link_open(code, MONDAY)
    with pytest.raises(LinkGone):
        people.use_link_code(code, MONDAY)
