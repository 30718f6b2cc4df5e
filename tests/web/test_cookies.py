"""When an answer brings the sign-in cookie: late ones must not undo what came in between."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import pytest

from tests.conftest import settings_in
from tests.web.examples import GUEST
from webapp import clock

BESIDE_A_PAGE = (
    "/assets/any/css/app.css",
    "/assets/any/js/base/launch.js",
    "/sw.js",
    "/manifest.webmanifest",
    "/reminder-words.json",
    "/safety-rules.json",
    "/api/v1/routines",
    "/api/v1/routines/desk_minute/timeline?level=1",
)
A_TAB = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
TWO_DAYS = timedelta(days=2)


def cookie_in(answer) -> str | None:
    return answer.headers.get("Set-Cookie")


def test_the_cookie_lasts_four_hundred_days(app):
    answer = app.test_client().post("/api/v1/guests", json=GUEST)

    expires = cookie_in(answer).split("Expires=")[1].split(";")[0]
    lasts = parsedate_to_datetime(expires) - clock.now()
    assert lasts > timedelta(days=399)


def test_a_page_brings_it_anew_once_it_is_a_day_old(mina, set_clock):
    now = datetime.now(UTC)  # the cookie is signed by the machine's clock
    set_clock(now)

    on_the_same_day = mina.get("/", **A_TAB)
    set_clock(now + TWO_DAYS)
    two_days_later = mina.get("/", **A_TAB)

    assert cookie_in(on_the_same_day) is None
    assert "Expires=" in cookie_in(two_days_later)


@pytest.mark.parametrize("path", BESIDE_A_PAGE)
def test_what_is_asked_for_beside_a_page_never_brings_it(mina, set_clock, path):
    set_clock(clock.now() + TWO_DAYS)

    with mina.get(path) as answer:
        assert answer.status_code == 200
        assert cookie_in(answer) is None


def test_a_copy_the_worker_asks_for_does_not_bring_it_either(mina, set_clock):
    set_clock(clock.now() + TWO_DAYS)

    assert cookie_in(mina.get("/", Accept="*/*")) is None


def test_the_pages_after_signing_in_leave_the_cookie_as_it_is(app):
    client = app.test_client()
    client.post("/api/v1/guests", json=GUEST)
    name = client.get_cookie("unhunch").value

    pages = [client.get(path, headers=A_TAB) for path in ("/safety", "/", "/plan", "/devices")]

    assert [cookie_in(page) for page in pages] == [None] * 4
    assert client.get_cookie("unhunch").value == name


def test_a_cookie_nobody_signed_is_no_error(app, tmp_path):
    other = settings_in(tmp_path / "other")
    client = app.test_client()
    client.set_cookie("unhunch", other.secret_key)

    assert client.get("/", headers=A_TAB).status_code == 200


def test_a_form_from_before_the_sign_in_is_told_so_in_words(mina):
    answer = mina.client.post("/devices/1", data={"label": "Phone", "csrf_token": "an older one"})

    assert answer.status_code == 400
    assert "This page has grown old" in answer.text
    assert "CSRF" not in answer.text
