"""The list of sessions: filtered, corrected, added to and undone, by plain forms."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from tests.rows import all_rows
from tests.web.examples import session
from webapp.storage.session_pages import A_PAGE

LIST = "/progress/sessions"
NOON = datetime(2026, 11, 25, 11, tzinfo=UTC)
DAY = timedelta(days=1)
WALK = {"routine": "desk_minute", "day": "2026-11-24", "at": "18:30", "minutes": "12"}


@pytest.fixture(autouse=True)
def at_noon(set_clock):
    set_clock(NOON)


def play(visitor, at=NOON, **changes) -> str:
    number = str(uuid4())
    assert visitor.put(f"/api/v1/sessions/{number}", session(at, **changes)).status_code == 201
    return number


def test_someone_without_sessions_is_told_what_will_be_here(mina):
    page = mina.get(LIST).text

    assert "Nothing here yet" in page


def test_a_session_is_added_by_hand_and_marked_as_such(mina):
    answer = mina.submit(LIST, WALK)

    assert answer.location.startswith("/progress/days/2026-11-24?added=")
    day = mina.get(answer.location).text
    assert "added by hand" in day
    assert "12\N{NO-BREAK SPACE}min" in day
    assert "Practised" in day


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("minutes", "many"), ("minutes", "0"), ("minutes", "9" * 50), ("day", "2026-02-30"),
        ("day", "2026-12-24"), ("day", "2020-01-01"), ("at", "25:00"), ("routine", "sleep"),
    ],
)  # fmt: skip
def test_what_cannot_be_says_what_to_change_and_keeps_what_was_typed(app, mina, field, value):
    before = all_rows(app)

    answer = mina.submit(LIST, WALK | {field: value})

    assert answer.status_code == 400
    assert f'id="{field}-error"' in answer.text
    assert all_rows(app) == before


def test_minutes_are_corrected_and_the_correction_undone(mina):
    number = play(mina, played_seconds=10)

    mina.submit(f"{LIST}/{number}/minutes", {"minutes": "7"})
    corrected = mina.get("/progress/days/2026-11-25").text
    mina.submit(f"{LIST}/{number}/minutes", {"minutes": ""})

    assert "minutes corrected" in corrected
    assert "Practised" in corrected
    assert "minutes corrected" not in mina.get("/progress/days/2026-11-25").text


def test_a_session_is_deleted_and_brought_back(mina):
    number = play(mina)

    gone = mina.submit(f"{LIST}/{number}/removal", {})
    offered = mina.get(gone.location.partition("#")[0]).text
    again = mina.put(f"/api/v1/sessions/{number}", session(NOON))
    mina.submit(f"{LIST}/{number}/return", {})

    assert "Bring it back" in offered
    assert again.status_code == 410
    assert number in mina.get(LIST).text


def test_the_list_is_filtered(mina):
    counted, early = play(mina), play(mina, NOON - DAY, played_seconds=10)
    breath = play(mina, NOON - DAY, routine="flare_safe_breathing", played_seconds=100)

    def shown(query: str) -> list[bool]:
        page = mina.get(f"{LIST}?{query}").text
        return [number in page for number in (counted, early, breath)]

    assert shown("show=counted")[:2] == [True, False]
    assert shown("show=early")[:2] == [False, True]
    assert shown("routine=flare_safe_breathing") == [False, False, True]
    assert shown("show=nonsense&routine=nonsense&before=nonsense") == [True] * 3


def test_pages_end_with_a_whole_day_and_lose_nothing(mina, set_clock):
    numbers = [play(mina, NOON - (count // 2) * DAY) for count in range(A_PAGE + 9)]

    found, address = [], LIST
    while address:
        page = mina.get(address).text
        found += [number for number in numbers if number in page]
        _, _, rest = page.partition('rel="next"')
        before = page.partition("before=")[2].partition('"')[0] if rest else ""
        address = f"{LIST}?before={before}" if before else ""

    assert sorted(found) == sorted(numbers)


def test_jun_sees_corrects_and_deletes_nothing_of_mina_s(app, mina, jun):
    number = play(mina)
    before = all_rows(app)

    answers = [
        jun.get(f"{LIST}/{number}"),
        jun.submit(f"{LIST}/{number}/minutes", {"minutes": "5"}),
        jun.submit(f"{LIST}/{number}/removal", {}),
        jun.submit(f"{LIST}/{number}/return", {}),
    ]

    assert [answer.status_code for answer in answers] == [404] * 4
    assert number not in jun.get(LIST).text
    assert all_rows(app) == before
