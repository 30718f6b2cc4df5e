"""A link is one link, whichever of its two codes is used, and however many hurry."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.actions.at_once import at_once
from tests.actions.lives import MONDAY, guest, phone
from webapp.actions import links, people
from webapp.actions.links import NoSuchLink, Stage, progress_of
from webapp.actions.people import LINK_LASTS, TYPED_SIGNS, LinkGone
from webapp.storage.db import db
from webapp.storage.people import LinkCode

pytestmark = pytest.mark.usefixtures("any_app")
SOON = MONDAY + timedelta(minutes=1)


def test_neither_code_of_a_link_can_be_read_from_the_database():
    link = people.make_link(guest().id, MONDAY)

    kept = db.session.scalars(select(LinkCode.code_hash)).all()

    assert len(kept) == 2
    assert all(len(one) == 32 for one in kept)
    assert not any(code.encode() in one for one in kept for code in (link.code, link.typed))


def test_a_typed_code_has_eight_signs_that_nobody_takes_for_one_another():
    link = people.make_link(guest().id, MONDAY)

    assert len(link.typed) == 8
    assert set(link.typed) <= set(TYPED_SIGNS)
    assert not set("01OIL") & set(TYPED_SIGNS)


def test_of_many_who_use_both_codes_at_once_one_joins(any_app):
    link = people.make_link(guest().id, MONDAY)
    ways = [lambda: people.use_link_code(link.code, SOON)] * 2
    ways += [lambda: people.use_typed_code(link.typed, SOON)] * 2

    came = at_once(any_app, *ways)

    joined = [one for one in came if isinstance(one, people.SignedIn)]
    assert len(joined) == 1
    assert all(isinstance(one, LinkGone) for one in came if one not in joined)


def test_one_person_s_links_do_not_pile_up():
    mina = guest()

    for _ in range(5):
        people.make_link(mina.id, MONDAY)

    assert db.session.scalar(select(func.count()).select_from(LinkCode)) == 2


def test_using_a_link_leaves_another_person_s_alone():
    mina, jun = guest(), guest()
    hers, his = people.make_link(mina.id, MONDAY), people.make_link(jun.id, MONDAY)

    people.use_typed_code(hers.typed, SOON)

    assert people.use_typed_code(his.typed, SOON).person.id == jun.id


def test_a_link_goes_from_waiting_to_a_phone_that_is_connected():
    mina = guest()
    phone(mina, MONDAY, "desk")
    link = people.make_link(mina.id, MONDAY)
    stages = [progress_of(mina.id, link.id, SOON).stage]

    people.use_link_code(link.code, SOON)
    stages.append(progress_of(mina.id, link.id, SOON).stage)
    device = phone(mina, SOON, "pixel")

    assert stages == [Stage.WAITING, Stage.JOINED]
    assert progress_of(mina.id, link.id, SOON) == links.Progress(Stage.CONNECTED, device)


def test_a_link_nobody_used_expires_and_one_of_somebody_else_is_not_there():
    mina, jun = guest(), guest()
    link = people.make_link(mina.id, MONDAY)

    assert progress_of(mina.id, link.id, MONDAY + LINK_LASTS).stage is Stage.EXPIRED
    with pytest.raises(NoSuchLink):
        progress_of(jun.id, link.id, MONDAY)
