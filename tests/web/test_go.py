"""The tap on a reminder: it opens what the reminder was for, and gives no more than that."""

from datetime import timedelta

import pytest

from tests.actions.lives import TEN, checked
from tests.rows import all_rows, count_rows
from tests.web.examples import OTHER_SESSION, SESSION, SOON, remind, session
from webapp.actions.transaction import transaction
from webapp.domain.progression import Standing
from webapp.parts import parts
from webapp.push.go_token import GoToken
from webapp.storage.levels import keep_standings
from webapp.storage.people import get_person

STALE = TEN + timedelta(minutes=15)


@pytest.fixture
def reminder(app, mina):
    return remind(app, mina)


def test_a_fresh_one_opens_the_routine_signed_out(stranger, reminder):
    page = stranger.get(f"/go/{reminder.token}")

    assert page.status_code == 200
    assert f'data-token="{reminder.token}"' in page.text
    assert 'data-routine="desk_minute"' in page.text


def test_opening_it_records_nothing_and_signs_nobody_in(app, stranger, reminder):
    before = all_rows(app)

    stranger.get(f"/go/{reminder.token}")

    assert all_rows(app) == before
    assert stranger.get("/api/v1/plan").status_code == 401


def test_it_lets_that_browser_record_this_one_session(app, mina, stranger, reminder):
    answer = stranger.put(f"/api/v1/sessions/{SESSION}", session(token=reminder.token))

    assert (answer.status_code, answer.json["practised"]) == (201, True)
    assert mina.get("/api/v1/progress").json["streak"]["days"] == 1


def test_it_lets_that_browser_add_to_the_session_it_began(stranger, reminder):
    begun = session(SOON, state="started", finished_at=None, played_seconds=0, steps_done=0)
    path = f"/api/v1/sessions/{SESSION}"

    first = stranger.put(path, begun | {"token": reminder.token})
    second = stranger.put(path, session(SOON, token=reminder.token))
    third = stranger.put(path, session(SOON, token=reminder.token, rating="better"))

    assert [a.status_code for a in (first, second, third)] == [201, 200, 200]


def test_a_second_session_by_the_same_token_is_refused(app, stranger, reminder):
    stranger.put(f"/api/v1/sessions/{SESSION}", session(token=reminder.token))
    before = all_rows(app)

    answer = stranger.put(f"/api/v1/sessions/{OTHER_SESSION}", session(token=reminder.token))

    assert (answer.status_code, answer.json["title"]) == (409, "Recorded already")
    assert all_rows(app) == before


def test_the_person_s_own_browser_needs_its_csrf_token_even_with_the_reminder_s(
    app, mina, reminder
):
    mina.headers = {}
    before = all_rows(app)

    answer = mina.put(f"/api/v1/sessions/{SESSION}", session(token=reminder.token))

    assert answer.status_code == 400
    assert all_rows(app) == before


def test_the_page_shows_nothing_of_the_person(app, mina, jun, stranger, reminder):
    with app.app_context():
        checked(get_person(mina.person_id), "no_massage")

    for visitor in (stranger, jun):
        page = visitor.get(f"/go/{reminder.token}").text
        assert "Kathmandu" not in page
        assert "Adjusted to your safety check" not in page
        assert "day in a row" not in page


@pytest.mark.parametrize("path", ["safety", "plan", "due", "progress"])
def test_it_opens_nothing_else_of_the_person(stranger, reminder, path):
    stranger.get(f"/go/{reminder.token}")

    assert stranger.get(f"/api/v1/{path}?token={reminder.token}").status_code == 401


def test_a_stale_one_opens_the_routine_without_rights(app, stranger, reminder, set_clock):
    set_clock(STALE)
    before = all_rows(app)

    page = stranger.get(f"/go/{reminder.token}")
    late = stranger.put(
        f"/api/v1/sessions/{SESSION}",
        session(STALE + timedelta(minutes=1), token=reminder.token),
    )

    assert page.status_code == 200
    assert 'data-token=""' in page.text
    assert "This was for 10:00. Start now?" in page.text
    assert late.status_code == 401
    assert all_rows(app) == before


def test_a_session_begun_in_time_may_arrive_late(stranger, reminder, set_clock):
    """As when the phone had no signal until the evening."""
    set_clock(STALE + timedelta(hours=8))

    answer = stranger.put(f"/api/v1/sessions/{SESSION}", session(SOON, token=reminder.token))

    assert answer.status_code == 201


@pytest.mark.parametrize("token", ["x", "1-1", "1-1.x", "%00", "é", "a" * 500, "..%2f..%2fplan"])
def test_a_forged_one_is_not_found(stranger, reminder, token):
    page = stranger.get(f"/go/{token}")

    assert page.status_code == 404
    assert page.mimetype == "text/html"


def test_one_of_a_test_message_or_of_something_deleted_is_not_found(app, stranger, reminder):
    tokens = parts(app).tokens

    for named in (GoToken(None, reminder.delivery), GoToken(999, None)):
        assert stranger.get(f"/go/{tokens.sign(named)}").status_code == 404


def test_nobody_opens_a_reminder_by_asking_in_another_way(app, stranger, reminder):
    before = count_rows(app)

    for method in ("POST", "PUT", "DELETE"):
        answer = stranger.client.open(f"/go/{reminder.token}", method=method)
        assert answer.status_code in (400, 405)

    assert count_rows(app) == before


def test_it_opens_at_the_person_s_level_where_they_are_signed_in(app, mina, stranger, reminder):
    with app.app_context(), transaction():
        kinds = ("mobility", "breathing")
        keep_standings(mina.person_id, [Standing(kind, 2, 2) for kind in kinds])

    assert 'data-level="2"' in mina.get(f"/go/{reminder.token}").text
    assert 'data-level="1"' in stranger.get(f"/go/{reminder.token}").text
