"""What a notification says: only what may be played, and nothing a bystander should not read."""

import json
from datetime import timedelta

import pytest

from tests.actions.lives import MONDAY, TEN, checked, office_of, reminded
from webapp.actions import people, safety
from webapp.actions.deliveries import take_waiting
from webapp.actions.reminders import tick
from webapp.actions.transaction import transaction
from webapp.domain.safety import NO_CHECK
from webapp.domain.timelines import compile_timeline
from webapp.push.message import MAX_PAYLOAD_BYTES
from webapp.storage.db import db
from webapp.storage.occurrences import Occurrence

NEUTRAL = "Time for a break"


@pytest.fixture
def mina(any_app):
    return reminded()[0]


def notification(app, now=TEN) -> dict:
    """What Mina's phone would show of the reminder at this instant."""
    tick(now)
    [leased] = take_waiting(office_of(app), now)
    return json.loads(leased.parcel.message.payload)["notification"]


def test_after_a_check_that_found_nothing_the_routine_is_named_with_its_length(any_app, mina):
    checked(mina)

    shown = notification(any_app)

    assert shown["title"] == "Desk minute"
    assert shown["body"] == "2 minutes. Tap, then press Start."


def test_without_a_check_only_calm_breathing_is_named(any_app, mina):
    allowed = compile_timeline(office_of(any_app).catalogue, "desk_minute", 1, NO_CHECK)

    shown = notification(any_app)

    assert shown["title"] == allowed.title
    assert {e.exercise_kind for e in allowed.entries if e.kind == "step"} == {"breathing"}
    assert shown["title"] != "Desk minute"


def test_a_check_kept_on_the_device_only_leaves_the_words_neutral(any_app, mina):
    safety.keep_check(mina.id, None, 1, MONDAY)

    assert notification(any_app)["title"] == NEUTRAL


def test_a_discreet_person_s_phone_shows_neutral_words(any_app, mina):
    checked(mina)
    with transaction():
        mina.discreet = True

    assert notification(any_app)["title"] == NEUTRAL


def test_a_blocked_routine_is_offered_under_the_title_of_its_fallback(any_app, mina):
    checked(mina, "breathing_only")
    offered = compile_timeline(office_of(any_app).catalogue, "desk_minute", 1, ["breathing_only"])

    shown = notification(any_app)

    assert offered.routine != "desk_minute"
    assert shown["title"] == offered.title


def test_after_a_check_that_says_stop_nothing_is_sent(any_app, mina):
    checked(mina, "stop_all")

    tick(TEN)

    assert take_waiting(office_of(any_app), TEN) == []
    assert db.session.query(Occurrence).one().reason == "stopped_for_safety"


def test_an_effect_that_has_lapsed_is_no_longer_heeded(any_app, mina):
    until = TEN - timedelta(seconds=1)
    safety.keep_check(mina.id, [safety.Effect("stop_all", until, "none")], 1, MONDAY)

    assert notification(any_app)["title"] == "Desk minute"


def test_a_tap_opens_an_absolute_address_of_ours_with_a_token_of_the_occurrence(any_app, mina):
    office = office_of(any_app)

    shown = notification(any_app)

    token = shown["data"]["token"]
    assert shown["navigate"] == f"{office.public_url}/go/{token}"
    named = office.tokens.read(token)
    assert (named.occurrence, named.delivery) == (db.session.query(Occurrence).one().id, 1)
    assert [action["action"] for action in shown["actions"]] == ["snooze", "skip"]


def test_no_routine_of_the_catalogue_makes_a_message_too_long_to_send(any_app, mina):
    checked(mina)
    office = office_of(any_app)
    for number, routine in enumerate(office.catalogue.routines):
        due_at = TEN + timedelta(days=7 * number)
        with transaction():
            db.session.add(
                Occurrence(
                    person_id=mina.id,
                    kind="snoozed",
                    due_at=due_at,
                    expires_at=due_at + timedelta(minutes=15),
                    routine=routine,
                )
            )
        tick(due_at)
        for leased in take_waiting(office, due_at):
            assert len(leased.parcel.message.payload) < MAX_PAYLOAD_BYTES / 2


def test_a_reminder_speaks_the_language_of_its_person(any_app, mina):
    checked(mina)
    people.speak(mina, "ru")

    shown = notification(any_app)

    assert shown["title"] == "Минута за столом"
    assert shown["body"] == "2 минуты. Коснитесь, потом нажмите «Начать»."
    assert shown["lang"] == "ru"
    assert [action["title"] for action in shown["actions"]] == ["Через 10", "Пропустить"]


def test_neutral_words_are_in_the_language_of_the_person_too(any_app, mina):
    people.speak(mina, "ru")
    safety.keep_check(mina.id, None, 1, MONDAY)

    assert notification(any_app)["title"] == "Время сделать паузу"
