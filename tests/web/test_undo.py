"""Each correction by hand is taken back by one press, and then everything is as it was."""

import html
import re
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from tests.rows import all_rows
from tests.visitor import Visitor
from tests.web.examples import PLAN, session
from webapp.application import create_app
from webapp.storage.db import db

NOON = datetime(2026, 11, 25, 11, tzinfo=UTC)
DAY = timedelta(days=1)
LIST = "/progress/sessions"
# The shown half year, and a month that is settled and was summed up.
LATELY, LONG_AGO = NOON - DAY, NOON - 58 * DAY
WHOLE = ("/api/v1/progress", "/progress", "/yours/sessions.csv", "/yours/days.csv")
TOKEN = re.compile(r'name="csrf[-_]token" (?:value|content)="[^"]*"')
NOTICE = re.compile(
    r'<form method="post" action="(/progress/sessions/[^"]*)">.*?'
    r'(?:<input type="hidden" name="minutes" value="([^"]*)">)?'
    r'<button class="button">Undo</button>',
    re.DOTALL,
)


@pytest.fixture
def lived(mina, set_clock):
    """Mina, who practised on most days of two months."""
    mina.put("/api/v1/plan", PLAN)
    for back in (*range(59, 40, -1), *range(9, 0, -1)):
        at = NOON - back * DAY
        set_clock(at)
        minutes = {"played_seconds": 30} if back in (58, 1) else {}
        assert mina.put(f"/api/v1/sessions/{uuid4()}", session(at, **minutes)).status_code == 201
    set_clock(NOON)
    return mina


def seen(visitor: Visitor) -> list[str]:
    """All that is told of somebody's days."""
    return [TOKEN.sub("", visitor.get(path).text) for path in WHOLE]


@pytest.fixture
def restarted(settings, lived):
    """The same browser, after the server was started anew."""
    app = create_app(settings)
    client = app.test_client()
    cookie = lived.client.get_cookie("unhunch")
    client.set_cookie("unhunch", cookie.value)
    visitor = Visitor(client)
    visitor.headers |= lived.headers
    yield visitor
    with app.app_context():
        db.engine.dispose()


def number_of(visitor: Visitor, at: datetime) -> str:
    """The session of a day."""
    page = visitor.get(f"/progress/days/{at.date()}").text
    return page.partition(f"{LIST}/")[2].partition('"')[0]


def press_undo(visitor: Visitor, restarted: Visitor, address: str) -> None:
    """Load the page that follows a correction, load it again after a restart, and press Undo."""
    visitor.get(address)
    page = restarted.get(address).text
    found = NOTICE.search(page)
    assert found, "nothing offers to undo it"
    fields = {} if found[2] is None else {"minutes": html.unescape(found[2])}
    assert restarted.submit(found[1], fields).status_code == 303


@pytest.mark.parametrize("day", [NOON - 12 * DAY, NOON - 59 * DAY])
def test_a_session_added_by_hand_is_taken_back(lived, restarted, day):
    before, streak = seen(lived), lived.get("/api/v1/progress").json["streak"]

    typed = {"routine": "desk_minute", "day": str(day.date()), "at": "18:30", "minutes": "12"}
    answer = lived.submit(LIST, typed)
    assert seen(lived) != before
    press_undo(lived, restarted, answer.location)

    assert seen(lived) == before
    assert lived.get("/api/v1/progress").json["streak"] == streak


@pytest.mark.parametrize("at", [LATELY, LONG_AGO])
def test_corrected_minutes_become_what_they_were_before_this_press(app, lived, restarted, at):
    number = number_of(lived, at)
    for minutes in ("", "3"):  # as recorded, and as corrected once before
        lived.submit(f"{LIST}/{number}/minutes", {"minutes": minutes})
        before, rows = seen(lived), all_rows(app)["sessions"]

        answer = lived.submit(f"{LIST}/{number}/minutes", {"minutes": "9"})
        assert seen(lived) != before
        press_undo(lived, restarted, answer.location)

        assert seen(lived) == before
        assert all_rows(app)["sessions"] == rows


@pytest.mark.parametrize("at", [LATELY - DAY, LONG_AGO - DAY])
def test_a_deleted_session_is_brought_back(app, lived, restarted, at):
    number = number_of(lived, at)
    before, rows = seen(lived), all_rows(app)["sessions"]

    answer = lived.submit(f"{LIST}/{number}/removal", {})
    assert seen(lived) != before
    assert "Bring it back" in restarted.get(answer.location.partition("#")[0]).text
    restarted.submit(f"{LIST}/{number}/return", {})

    assert seen(lived) == before
    assert all_rows(app)["sessions"] == rows


def test_what_did_not_change_offers_no_way_back(lived):
    number = number_of(lived, LATELY)

    answer = lived.submit(f"{LIST}/{number}/minutes", {"minutes": ""})

    assert "Undo" not in lived.get(answer.location).text


def test_an_address_that_is_made_up_offers_nothing(lived, jun):
    theirs = number_of(lived, LATELY)
    day = f"/progress/days/{LATELY.date()}"

    for query in (f"added={theirs}", f"corrected={theirs}&was=3", "added=<b>", "corrected="):
        assert "Undo</button>" not in jun.get(f"{day}?{query}").text
