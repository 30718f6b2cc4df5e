"""The history page and its JSON: what became of each reminder, in words."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from tests.actions.lives import MONDAY, TEN, phone
from tests.actions.past_reminders import DAY, HOUR, SECOND, Past, many
from tests.visitor import Visitor
from webapp.actions.transaction import transaction
from webapp.domain.reminders import DeliveryState, ReceiptKind, Unsent
from webapp.storage.db import db
from webapp.storage.deliveries import Delivery
from webapp.storage.people import get_person
from webapp.web.history_words import why_not

PAGE = "/plan/history"
JSON = "/api/v1/reminders"
NBSP = "\N{NO-BREAK SPACE}"


@pytest.fixture
def past(app: Flask, mina: Visitor) -> Past:
    """Mina's, with the application's context open."""
    with app.app_context():
        person = get_person(mina.person_id)
        yield Past(person, phone(person, MONDAY))


def sentence(visitor: Visitor) -> str:
    """What the newest reminder's life is told as."""
    answer = visitor.get(JSON)
    text = answer.json["reminders"][0]["sentence"].replace(NBSP, " ")
    assert text.replace(" ", "") in visitor.get(PAGE).text.replace(NBSP, "").replace(" ", "")
    return text


def test_a_whole_life_is_told_in_one_sentence(mina, past):
    occurrence = past.sent(TEN, after=2 * SECOND)
    past.said(occurrence, ReceiptKind.SHOWN, 4 * SECOND)
    past.said(occurrence, ReceiptKind.OPENED, 180 * SECOND)
    past.played(occurrence, 200 * SECOND)

    assert sentence(mina) == ("Sent at 10:00:02, seen at 10:00:04, opened at 10:03, done at 10:05.")


def test_a_session_that_was_broken_off_is_told_as_that(mina, past):
    past.played(past.sent(TEN), 200 * SECOND, practised=False)

    assert sentence(mina) == "Sent at 10:00:01, started, ended early at 10:05."


def test_another_day_is_named(mina, past):
    past.said(past.sent(TEN), ReceiptKind.DISMISSED, DAY)

    assert sentence(mina) == "Sent at 10:00:01, wiped away at 10:00 on Tue 24 Nov."


def test_what_nobody_reported_as_seen_says_so(mina, past):
    past.sent(TEN)

    assert sentence(mina) == "Sent at 10:00:01, no device has said more."


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (DeliveryState.GONE, "Not delivered: the device had stopped taking notifications."),
        (DeliveryState.REFUSED, "Not delivered: the push service refused it."),
        (
            DeliveryState.EXPIRED,
            "Not delivered: the push service could not be reached while it was still useful.",
        ),
        (DeliveryState.WAITING, "On its way."),
        (
            DeliveryState.CANCELLED,
            "Called back: it was answered elsewhere, or no longer wanted.",
        ),
    ],
)
def test_what_was_not_accepted_says_what_became_of_it(mina, past, state, words):
    past.sent(TEN, state)

    assert sentence(mina) == words


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("overtaken", "Not delivered: a newer reminder took its place."),
        ("late", "Not delivered: we would have been too late with it."),
        (
            "failing",
            "Not delivered: the push service could not be reached while it was still useful.",
        ),
    ],
)
def test_what_expired_says_what_held_it_up(mina, past, reason, words):
    past.sent(TEN, DeliveryState.EXPIRED)
    with transaction():
        db.session.execute(update(Delivery).values(reason=reason))

    assert sentence(mina) == words


@pytest.mark.parametrize("reason", Unsent)
def test_every_reason_has_words_of_its_own(mina, past, reason):
    past.reminder(TEN, reason)

    assert sentence(mina) == f"Not sent: {why_not(reason)}."
    others = {why_not(other) for other in Unsent if other is not reason}
    assert why_not(reason) not in {*others, why_not("nothing we know")}


def test_a_reason_of_another_version_still_says_something_true(mina, past):
    past.reminder(TEN, "nothing_we_know")

    assert sentence(mina) == "Not sent: it was not wanted at that moment."


def test_the_instants_are_there_for_programs(mina, past):
    occurrence = past.sent(TEN)
    past.said(occurrence, ReceiptKind.SHOWN, 2 * SECOND)

    [reminder] = mina.get(JSON).json["reminders"]

    assert reminder["due_at"] == "2026-11-23T09:00:00Z"
    assert reminder["local"] == "2026-11-23T10:00"
    assert reminder["accepted_at"] == "2026-11-23T09:00:01Z"
    assert reminder["shown_at"] == "2026-11-23T09:00:02Z"
    assert (reminder["fate"], reminder["opened_at"], reminder["session"]) == ("shown", None, None)
    assert [copy["state"] for copy in reminder["deliveries"]] == ["accepted"]


def test_the_rate_says_what_it_counts(mina, past):
    past.sent(TEN)
    past.sent(TEN - HOUR, after=timedelta(minutes=2))

    assert mina.get(JSON).json["on_time"] == {
        "days": 30,
        "within_seconds": 60,
        "due": 2,
        "on_time": 1,
        "percent": 50,
    }
    page = mina.get(PAGE).text
    assert "50 %" in page
    assert "1 of 2 in the last 30 days" in page
    assert "Within a minute of the planned moment" in page


def test_page_after_page_leads_to_the_end(mina, past):
    many(past, 5)
    seen, query = [], "limit=2"

    for _ in range(3):
        answer = mina.get(f"{JSON}?{query}").json
        seen += [reminder["id"] for reminder in answer["reminders"]]
        query = f"limit=2&before={answer['next']}"

    assert len(seen) == len(set(seen)) == 5
    assert answer["next"] is None


def test_an_offset_whose_plus_was_not_escaped_is_understood(mina, past):
    many(past, 2)

    answer = mina.client.get(f"{JSON}?before=2026-11-23T10:00:00+01:00").json

    assert [r["local"] for r in answer["reminders"]] == ["2026-11-23T09:00"]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("before=yesterday", "before"),
        ("before=2026-11-23T10:00:00", "before"),
        ("before=0001-01-01T00:00:00Z", "before"),
        ("before=9999-12-31T23:59:59Z", "before"),
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("limit=²", "limit"),
        ("limit=" + "9" * 5000, "limit"),
        ("show=some", "show"),
    ],
)
def test_what_cannot_be_asked_is_refused_by_name(mina, query, field):
    answer = mina.client.get(f"{JSON}?{query}")

    assert answer.status_code == 422
    assert [error["field"] for error in answer.json["errors"]] == [field]


@pytest.mark.parametrize("query", ["before=yesterday", "show=some", "before=1970-01-01T00:00:00Z"])
def test_the_page_shows_what_it_can(mina, past, query):
    past.sent(TEN)

    assert mina.client.get(f"{PAGE}?{query}").status_code == 200


def test_only_what_rang_or_only_the_rest(mina, past):
    past.sent(TEN)
    past.reminder(TEN - HOUR, "quiet")

    rang, silent = mina.get(f"{PAGE}?show=rang").text, mina.get(f"{PAGE}?show=silent").text

    assert ("Sent at" in rang, "Not sent:" in rang) == (True, False)
    assert ("Sent at" in silent, "Not sent:" in silent) == (False, True)
    assert 'href="/plan/history?show=rang" aria-current="page"' in rang


def test_days_have_their_names_newest_first(mina, past):
    for days in (0, 1, 2, 400):
        past.sent(TEN - days * DAY)

    page = mina.get(PAGE).text
    names = ("Today", "Yesterday", "Saturday 21 November", "Sunday 19 October 2025")
    places = [page.find(f">{name}<") for name in names]

    assert -1 not in places[:3]
    assert places[:3] == sorted(places[:3])
    assert places[3] == -1  # further back than a page looks
    earlier = mina.get(
        page.partition('rel="next"')[0].rpartition('href="')[2].split('"')[0].replace("&amp;", "&")
    )
    assert f">{names[3]}<" in earlier.text


def test_a_clock_the_plan_followed_elsewhere_is_named(mina, past):
    mina.submit("/start", {"routine": "desk_minute", "time_zone": "Asia/Seoul"})
    past.sent(TEN)

    [reminder] = mina.get(JSON).json["reminders"]

    assert reminder["local"] == "2026-11-23T18:00"
    assert "on the clock of Asia/Seoul" in mina.get(PAGE).text


def test_where_no_device_gives_a_sign_the_page_offers_a_test(mina, past):
    for n in range(3):
        past.sent(TEN - n * HOUR)
        past.reminder(TEN - n * HOUR, "quiet", kind="saver")

    page = mina.get(PAGE).text

    assert "The last 3 reminders gave no sign" in page
    assert 'href="/devices"' in page


def test_one_sign_of_life_is_enough_not_to_worry(mina, past):
    past.said(past.sent(TEN), ReceiptKind.SHOWN, SECOND)
    for n in range(1, 9):
        past.sent(TEN - n * HOUR)

    assert "gave no sign" not in mina.get(PAGE).text


def test_without_a_past_the_page_says_what_will_be_there(mina):
    without_plan = mina.get(PAGE).text
    mina.submit("/start", {"routine": "desk_minute", "time_zone": "Europe/Berlin"})
    with_plan = mina.get(PAGE).text

    assert "No reminders yet" in without_plan
    assert 'href="/phone"' in without_plan
    assert "Nothing yet" in with_plan
    assert "on time" not in with_plan


def test_all_of_them_rang_is_a_good_answer_to_what_did_not(mina, past):
    past.sent(TEN)

    assert "All of them rang." in mina.get(f"{PAGE}?show=silent").text


def test_a_stranger_is_led_to_the_start(stranger):
    assert stranger.get(PAGE).location == "/start"


def test_the_plan_leads_to_its_history(mina, past):
    mina.submit("/start", {"routine": "desk_minute", "time_zone": "Europe/Berlin"})

    assert 'href="/plan/history"' in mina.get("/plan").text
