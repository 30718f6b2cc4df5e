"""What comes beside the plan, the week as a page, and a year in review."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from tests.rows import all_rows
from tests.web.examples import PLAN, session

NOON = datetime(2026, 11, 25, 11, tzinfo=UTC)
DAY = timedelta(days=1)
WISHES = {"day_start": "04:00", "saver": "on", "summary_weekday": "4", "summary_at": "16:30"}


@pytest.fixture(autouse=True)
def at_noon(set_clock):
    set_clock(NOON)


def play(visitor, at=NOON) -> None:
    assert visitor.put(f"/api/v1/sessions/{uuid4()}", session(at)).status_code == 201


def test_wishes_are_kept_and_shown_again(app, mina):
    mina.put("/api/v1/plan", PLAN)

    answer = mina.submit("/progress/options", WISHES)
    page = mina.get(answer.location).text

    assert 'value="04:00"' in page
    assert '<option value="4" selected>' in page
    assert 'name="saver" value="on" checked' in page
    waiting = [row for row in all_rows(app)["occurrences"] if "saver" in row or "summary" in row]
    assert len(waiting) == 2


@pytest.mark.parametrize(
    ("field", "value"),
    [("day_start", "13:00"), ("day_start", "x"), ("summary_weekday", "9"), ("summary_at", "24:30")],
)
def test_a_wish_that_cannot_be_kept_says_what_to_change(app, mina, field, value):
    before = all_rows(app)

    answer = mina.submit("/progress/options", WISHES | {field: value})

    assert answer.status_code == 400
    assert f'id="{field}-error"' in answer.text
    assert all_rows(app) == before


def test_a_week_is_told_in_words_and_drawn_to_share(mina):
    play(mina)
    play(mina, NOON - DAY)

    page = mina.get("/progress/week").text

    assert "2 days practised" in page
    assert "data-share" in page
    before, _, _ = page.partition("data-share data-file")
    assert "with-scripts" in before[-40:]  # only a script can share it
    assert "data-share-button disabled" in page


def test_a_quiet_week_is_told_kindly(mina):
    play(mina)

    assert "That happens." in mina.get("/progress/week?of=2026-11-18").text


@pytest.mark.parametrize("of", ["2027-01-01", "never", "1970-01-05"])
def test_a_week_that_is_none_yet_breaks_nothing(mina, of):
    assert mina.get(f"/progress/week?of={of}").status_code == 200


def test_a_year_is_reviewed(mina, set_clock):
    play(mina)
    set_clock(NOON - 40 * DAY)
    play(mina, NOON - 40 * DAY)
    set_clock(NOON)

    page = mina.get("/progress/year/2026").text

    assert "2 days with a break for yourself." in page
    assert "October" in page


@pytest.mark.parametrize("year", [0, 1970, 2027, 99999])
def test_a_year_that_is_none_is_not_found(mina, year):
    assert mina.get(f"/progress/year/{year}").status_code == 404


def test_jun_sees_nothing_of_mina_s_week_and_year(mina, jun):
    play(mina)

    assert "1 day practised" not in jun.get("/progress/week").text
    assert "1 day with" not in jun.get("/progress/year/2026").text
