"""The progress page and its days: why each counts, marks, news, and nobody else's."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from tests.rows import all_rows
from tests.web.examples import session
from webapp import clock

DAY = timedelta(days=1)
NOON = datetime(2026, 11, 25, 11, tzinfo=UTC)  # noon in Berlin, a Wednesday


@pytest.fixture(autouse=True)
def at_noon(set_clock):
    set_clock(NOON)


def practise(visitor, at=NOON, arrives=None, set_clock=None, **changes):
    """Play a desk minute; what is late arrives when the clock says so."""
    answer = visitor.put(f"/api/v1/sessions/{uuid4()}", session(at, **changes))
    assert answer.status_code == 201, answer.text
    return answer


def why(visitor, day) -> str:
    return visitor.get(f"/api/v1/days/{day}").json["sentence"]


def test_someone_who_never_practised_is_told_kindly(mina):
    page = mina.get("/progress").text

    assert "Your first day goes here" in page
    assert "One session today starts a streak." in page


def test_every_date_says_why_it_counts(mina):
    practise(mina, NOON - 3 * DAY)
    practise(mina)

    assert why(mina, "2026-11-20") == "Before your first session."
    assert why(mina, "2026-11-22").startswith("Practised")
    assert why(mina, "2026-11-23").startswith("Missed")
    assert why(mina, "2026-11-25").startswith("Practised")
    assert why(mina, "2026-11-26") == "Still to come."


def test_a_public_holiday_is_named_with_its_place(mina):
    hours = [["09:00", "17:00"]]
    plan = {"enabled": True, "routine": "desk_minute", "time_zone": "Europe/Berlin",
            "weekdays": {"fri": hours}, "every_minutes": 60, "holidays": "DE-BE"}  # fmt: skip
    mina.put("/api/v1/plan", plan)
    practise(mina)

    assert why(mina, "2026-12-25") == "Kept: public holiday in Berlin (Christmas Day)."
    assert why(mina, "2026-11-26") == "Still to come: a day off in your plan."


def test_a_day_is_marked_afterwards_and_the_streak_is_whole_again(mina):
    practise(mina, NOON - 2 * DAY)
    practise(mina)

    assert mina.get("/api/v1/progress").json["streak"]["days"] == 1
    answer = mina.put("/api/v1/days/2026-11-24/mark", {"mark": "ill"})

    assert answer.json["sentence"] == "Kept: you were ill."
    assert mina.get("/api/v1/progress").json["streak"]["days"] == 2
    mina.put("/api/v1/days/2026-11-24/mark", {"mark": None})
    assert mina.get("/api/v1/progress").json["streak"]["days"] == 1


def test_a_day_of_more_than_a_week_ago_cannot_be_marked_any_more(app, mina):
    before = all_rows(app)

    answer = mina.put("/api/v1/days/2026-11-17/mark", {"mark": "ill"})

    assert answer.status_code == 422
    assert "7 days" in answer.json["errors"][0]["message"]
    assert mina.submit("/progress/days/2026-11-17/mark", {"mark": "ill"}).status_code == 400
    assert all_rows(app) == before


def test_the_form_marks_and_unmarks_without_scripts(mina):
    practise(mina, NOON - 2 * DAY)

    mina.submit("/progress/days/2026-11-24/mark", {"mark": "travelling"})
    marked = mina.get("/progress/days/2026-11-24").text
    mina.submit("/progress/days/2026-11-24/mark", {"mark": ""})

    assert "Kept: you were travelling." in marked
    assert 'aria-pressed="true"' in marked
    assert "Missed" in mina.get("/progress/days/2026-11-24").text


@pytest.mark.parametrize("day", ["2026-02-30", "yesterday", "0001-01-01", "9999-12-31"])
def test_a_day_that_is_none_is_not_found(mina, day):
    assert mina.get(f"/progress/days/{day}").status_code == 404
    assert mina.get(f"/api/v1/days/{day}").status_code == 404


def test_a_session_that_arrives_late_heals_its_day_and_the_person_is_told(mina):
    practise(mina, NOON - 2 * DAY)
    practise(mina)
    broken = mina.get("/api/v1/progress").json["streak"]["days"]

    healed = practise(mina, NOON - DAY).json

    assert broken == 1
    assert (healed["day"], healed["late"], healed["streak"]["days"]) == ("2026-11-24", True, 3)
    assert "A session of Tuesday 24 November arrived late" in mina.get("/").text


def test_news_is_told_until_it_was_read(mina):
    practise(mina, NOON - DAY)
    mina.submit("/progress/news", {"day": "2026-11-24", "kind": "healed"})

    assert "arrived late" not in mina.get("/").text


def test_a_freeze_that_was_spent_is_told_on_the_first_page(mina, set_clock):
    for ago in range(9, 2, -1):
        set_clock(NOON - ago * DAY)
        practise(mina, NOON - ago * DAY)
    set_clock(NOON - DAY)

    assert "a freeze kept your streak" in mina.get("/").text


def test_days_begin_when_the_person_says(mina, set_clock):
    assert mina.put("/api/v1/day-start", {"day_start": "12:01"}).status_code == 422
    assert mina.put("/api/v1/day-start", {"day_start": "05:00"}).json == {"day_start": "05:00"}
    night = datetime(2026, 11, 25, 3, 30, tzinfo=UTC)  # half past four in Berlin
    set_clock(night + DAY)

    assert practise(mina, night).json["day"] == "2026-11-24"


def test_a_later_day_start_moves_nothing_that_was_practised(mina):
    practise(mina, datetime(2026, 11, 25, 3, 30, tzinfo=UTC))
    mina.put("/api/v1/day-start", {"day_start": "06:00"})

    assert why(mina, "2026-11-25").startswith("Practised")


@pytest.mark.parametrize("month", ["2026-13", "x", "2026-01", "2027-05", "0000-00"])
def test_a_month_that_is_none_shows_one_that_is(mina, month):
    practise(mina)

    page = mina.get(f"/progress?month={month}")

    assert page.status_code == 200
    assert "November 2026" in page.text


def test_jun_sees_and_marks_nothing_of_mina_s(app, mina, jun):
    practise(mina)
    of_mina = all_rows(app)["sessions"]

    jun.put("/api/v1/days/2026-11-25/mark", {"mark": "ill"})

    assert jun.get("/api/v1/progress").json["streak"]["days"] == 0
    assert "No session was recorded" in jun.get("/progress/days/2026-11-25").text
    assert "Desk minute" not in jun.get("/progress/days/2026-11-25").text
    assert why(mina, "2026-11-25").startswith("Practised")
    assert all_rows(app)["sessions"] == of_mina
    assert clock.now() == NOON
