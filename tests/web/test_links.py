"""From the desk to the phone: links and typed codes join once, in time, and never a stranger."""

import re
from datetime import timedelta

import pytest

from tests.conftest import at
from tests.visitor import Visitor
from tests.web.joining import fill_in, new_link, who

NOON = at("2026-11-23 12:00")


def test_a_link_joins_another_browser_with_one_press(mina, stranger):
    link = new_link(mina)

    answer = fill_in(stranger, link["path"])

    assert (answer.status_code, answer.location) == (303, "/phone?joined=1")
    assert who(stranger) == mina.person_id


@pytest.mark.parametrize("spelling", [str, str.lower, lambda code: f" {code.replace('-', ' ')} "])
def test_a_typed_code_joins_however_it_is_spelt(mina, stranger, spelling):
    code = spelling(new_link(mina)["code"])

    answer = fill_in(stranger, "/link", code=code)

    assert (answer.status_code, answer.location) == (303, "/phone?joined=1")
    assert who(stranger) == mina.person_id


def test_opening_a_link_does_not_use_it(mina, stranger):
    link = new_link(mina)

    for _ in range(3):
        assert stranger.get(link["path"]).status_code == 200

    assert fill_in(stranger, link["path"]).status_code == 303


def test_a_used_link_joins_nobody_else_nor_does_its_short_code(mina, stranger, app):
    link = new_link(mina)
    fill_in(stranger, link["path"])
    thief = Visitor(app.test_client())

    assert thief.get(link["path"]).status_code == 410
    assert fill_in(thief, "/link", code=link["code"]).status_code == 410
    assert who(thief) is None


def test_a_used_short_code_uses_up_its_link(mina, stranger, app):
    link = new_link(mina)
    fill_in(stranger, "/link", code=link["code"])

    assert Visitor(app.test_client()).get(link["path"]).status_code == 410


def test_a_replayed_post_is_refused_in_words(mina, stranger, app):
    link = new_link(mina)
    thief = Visitor(app.test_client())
    page = thief.get(link["path"])
    token = re.search(r'name="csrf_token" value="([^"]+)"', page.text)[1]
    fill_in(stranger, link["path"])

    late = thief.client.post(link["path"], data={"csrf_token": token})

    assert late.status_code == 410
    assert "has been used or is too old" in late.text


def test_a_newer_link_takes_the_place_of_one_not_used(mina, stranger):
    old, new = new_link(mina), new_link(mina)

    assert stranger.get(old["path"]).status_code == 410
    assert fill_in(stranger, "/link", code=old["code"]).status_code == 410
    assert stranger.get(new["path"]).status_code == 200


def test_a_link_lasts_ten_minutes_and_so_does_its_code(app, set_clock):
    set_clock(NOON)
    mina = Visitor(app.test_client()).join()
    link = new_link(mina)
    stranger = Visitor(app.test_client())

    set_clock(NOON + timedelta(minutes=9, seconds=59))
    assert stranger.get(link["path"]).status_code == 200
    set_clock(NOON + timedelta(minutes=10))

    assert stranger.get(link["path"]).status_code == 410
    assert fill_in(stranger, "/link", code=link["code"]).status_code == 410
    assert mina.get(f"/api/v1/links/{link['id']}").json["stage"] == "expired"


def test_the_short_code_is_no_address(mina, stranger):
    link = new_link(mina)

    assert stranger.get(f"/link/{link['code'].replace('-', '')}").status_code == 410


@pytest.mark.parametrize("text", ["", "   ", "ABC", "K7QM-4XP0", "K7QM-4XPAA", "☃" * 8, "A" * 5000])
def test_what_is_no_code_is_told_so_and_kept_for_correction(stranger, text):
    answer = fill_in(stranger, "/link", code=text)

    assert answer.status_code == 400
    assert "A code has 8 letters and figures" in answer.text
    assert 'aria-invalid="true"' in answer.text


def test_guessing_an_address_soon_ends_for_that_address(app):
    guesser = Visitor(app.test_client())

    came = [guesser.get(f"/link/guess-{n}").status_code for n in range(21)]

    assert came == [410] * 20 + [429]


def test_a_guesser_gets_no_new_tries_by_becoming_somebody_else(app):
    tries = [
        fill_in(Visitor(app.test_client()).join(), "/link", code="AAAA-AAAA") for _ in range(11)
    ]

    assert [answer.status_code for answer in tries] == [410] * 10 + [429]


def test_without_the_pages_token_nothing_joins(mina, stranger):
    link = new_link(mina)

    assert stranger.client.post(link["path"]).status_code == 400
    assert stranger.client.post("/link", data={"code": link["code"]}).status_code == 400
    assert who(stranger) is None


def test_a_stranger_makes_no_link(stranger):
    assert stranger.post("/api/v1/links", {}).status_code == 401
    assert stranger.client.post("/link-codes").status_code in (400, 401)
    assert stranger.get("/api/v1/links/1").status_code == 401


def test_jun_learns_nothing_of_minas_link(mina, jun):
    link = new_link(mina)

    assert mina.get(f"/api/v1/links/{link['id']}").json["stage"] == "waiting"
    assert jun.get(f"/api/v1/links/{link['id']}").status_code == 404


def test_juns_links_leave_minas_alone(mina, jun, stranger):
    link = new_link(mina)
    new_link(jun)

    assert stranger.get(link["path"]).status_code == 200


def test_whoever_is_somebody_already_is_warned_before_joining(mina, jun):
    link = new_link(mina)

    assert "no longer show them" in jun.get(link["path"]).text
    assert "This browser is yours already" in mina.get(link["path"]).text


def test_the_desk_sees_the_phone_join(mina, stranger):
    link = new_link(mina)
    fill_in(stranger, link["path"])

    assert mina.get(f"/api/v1/links/{link['id']}").json == {
        "id": link["id"],
        "stage": "joined",
        "device": None,
    }


def test_a_code_made_on_the_phone_leaves_the_desk_watching(mina, stranger):
    link = new_link(mina)
    fill_in(stranger, link["path"])
    stranger.join()

    new_link(stranger)  # for the app on its Home Screen

    assert mina.get(f"/api/v1/links/{link['id']}").json["stage"] == "joined"
