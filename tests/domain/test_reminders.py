"""How long a reminder is worth sending, and what holds it back."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.domain.plan_examples import a_version
from webapp.domain.back_off import Heed
from webapp.domain.reminders import (
    Moment,
    OccurrenceKind,
    Unsent,
    has_had_enough,
    is_out_of_the_question,
    is_paused,
    reason_not_to_send,
)
from webapp.domain.turns import Turn, expires_at

ELEVEN = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)  # on Berlin's wall
MONDAY = date(2026, 11, 23)
MINUTE = timedelta(minutes=1)


def a_moment(**changes: object) -> Moment:
    """Eleven o'clock on time, with a device that rings and nothing in the way."""
    turn: dict[str, object] = {
        "at": ELEVEN,
        "day": MONDAY,
        "version": a_version(),
        "routine": "desk_minute",
        "holiday": None,
        "expires_at": ELEVEN + 15 * MINUTE,
    }
    person: dict[str, object] = {
        "kind": OccurrenceKind.PLANNED,
        "now": ELEVEN,
        "during_outage": False,
        "effects": frozenset(),
        "silent_until": None,
        "sent_today": 0,
        "last_session_ended_at": None,
        "heed": Heed(),
        "offered": "desk_minute",
        "rings": True,
        "is_kept": False,
    }
    turn |= {name: value for name, value in changes.items() if name in turn}
    person |= {name: value for name, value in changes.items() if name in person}
    assert changes.keys() <= turn.keys() | person.keys()
    return Moment(turn=Turn(**turn), **person)  # type: ignore[arg-type]


QUIET = {
    "version": a_version(quiet_after_session_minutes=30),
    "last_session_ended_at": ELEVEN - 29 * MINUTE,
}
ENOUGH = {"version": a_version(max_per_day=6), "sent_today": 6}
IGNORED = {"heed": Heed(10, is_next=True, is_today=True)}
DONE = {"silent_until": ELEVEN + MINUTE}
CAPPED = {"offered": None}
PAUSED = {"version": a_version(paused_until=date(2026, 11, 24))}


def test_with_nothing_in_the_way_it_is_sent() -> None:
    assert reason_not_to_send(a_moment()) is None


@pytest.mark.parametrize(
    ("reason", "changes"),
    [
        (Unsent.LATE, {"now": ELEVEN + 15 * MINUTE}),
        (Unsent.LATE, {"now": ELEVEN + 5 * MINUTE, "expires_at": ELEVEN + 5 * MINUTE}),
        (Unsent.OUTAGE, {"now": ELEVEN + 15 * MINUTE, "during_outage": True}),
        (Unsent.STOPPED_FOR_SAFETY, {"effects": frozenset({"no_massage", "stop_all"})}),
        (Unsent.DONE, DONE),
        (Unsent.PAUSED, PAUSED),
        (Unsent.MAX_PER_DAY, ENOUGH),
        (Unsent.HOLIDAY, {"holiday": "Christmas Day"}),
        (Unsent.QUIET, QUIET),
        (Unsent.BACK_OFF, IGNORED),
        (Unsent.CAP, CAPPED),
        (Unsent.NO_DEVICE, {"rings": False}),
    ],
)
def test_what_holds_a_reminder_back_is_named(reason: Unsent, changes: dict[str, object]) -> None:
    assert reason_not_to_send(a_moment(**changes)) is reason


def test_the_last_reminder_of_a_day_comes_only_while_the_day_is_open() -> None:
    saver = {"kind": OccurrenceKind.SAVER, **ENOUGH}

    assert reason_not_to_send(a_moment(**saver)) is None
    assert reason_not_to_send(a_moment(**saver, is_kept=True)) is Unsent.KEPT


def test_a_summary_is_no_call_to_practise() -> None:
    summary = {"kind": OccurrenceKind.SUMMARY, **PAUSED, **DONE, **CAPPED}

    assert reason_not_to_send(a_moment(**summary)) is None
    assert reason_not_to_send(a_moment(**summary, rings=False)) is Unsent.NO_DEVICE


@pytest.mark.parametrize(
    "changes",
    [
        {"now": ELEVEN + 15 * MINUTE - timedelta(microseconds=1)},
        {"effects": frozenset({"no_massage"})},
        {"version": a_version(paused_until=date(2026, 11, 23))},
        {**ENOUGH, "sent_today": 5},
        {**QUIET, "last_session_ended_at": ELEVEN - 30 * MINUTE},
        {"last_session_ended_at": ELEVEN},  # no quiet asked for
        {"now": ELEVEN + 14 * MINUTE, "during_outage": True},
        {"silent_until": ELEVEN},
        {**IGNORED, "kind": OccurrenceKind.SNOOZED},
        {"holiday": "Christmas Day", "kind": OccurrenceKind.SNOOZED},
        {**ENOUGH, "kind": OccurrenceKind.SNOOZED},
        {**QUIET, "kind": OccurrenceKind.SNOOZED},
    ],
)
def test_just_short_of_a_reason_it_is_sent(changes: dict[str, object]) -> None:
    assert reason_not_to_send(a_moment(**changes)) is None


@pytest.mark.parametrize(
    ("reason", "changes"),
    [
        (Unsent.LATE, {"now": ELEVEN + 16 * MINUTE}),
        (Unsent.STOPPED_FOR_SAFETY, {"effects": frozenset({"stop_all"})}),
        (Unsent.PAUSED, PAUSED),
        (Unsent.DONE, DONE),
        (Unsent.CAP, CAPPED),
        (Unsent.NO_DEVICE, {"rings": False}),
    ],
)
def test_a_snoozed_one_is_held_back_by_what_weighs_more(
    reason: Unsent, changes: dict[str, object]
) -> None:
    assert reason_not_to_send(a_moment(kind=OccurrenceKind.SNOOZED, **changes)) is reason


def test_of_several_reasons_the_weightiest_is_named() -> None:
    version = a_version(
        paused_until=date(2026, 12, 24), max_per_day=1, quiet_after_session_minutes=240
    )
    lifted = [
        {"during_outage": False},
        {"now": ELEVEN},
        {"effects": frozenset()},
        {"version": a_version(max_per_day=1, quiet_after_session_minutes=240)},
        {"silent_until": None},
        {"holiday": None},
        {"sent_today": 0},
        {"last_session_ended_at": None},
        {"heed": Heed()},
        {"offered": "desk_minute"},
        {"rings": True},
    ]
    changes: dict[str, object] = {
        "now": ELEVEN + 20 * MINUTE,
        "during_outage": True,
        **DONE,
        **IGNORED,
        **CAPPED,
        "effects": frozenset({"stop_all"}),
        "version": version,
        "sent_today": 1,
        "last_session_ended_at": ELEVEN,
        "holiday": "Christmas Day",
        "rings": False,
    }

    named = []
    for less in lifted:
        named.append(reason_not_to_send(a_moment(**changes)))
        changes |= less

    assert named == list(Unsent)[:11]
    assert reason_not_to_send(a_moment(**changes)) is None


@pytest.mark.parametrize("changes", [DONE, PAUSED, {"holiday": "Christmas Day"}, {}])
def test_what_is_out_of_the_question_is_not_sent_whatever_else_is_known(
    changes: dict[str, object],
) -> None:
    nothing_against_it = a_moment(**changes)

    out = is_out_of_the_question(nothing_against_it.turn, nothing_against_it.silent_until)

    assert out == (reason_not_to_send(nothing_against_it) is not None) == bool(changes)


@pytest.mark.parametrize(("sent", "is_enough"), [(5, False), (6, True)])
def test_the_daily_maximum_is_what_holds_back_one_more(sent: int, is_enough: bool) -> None:
    moment = a_moment(**ENOUGH | {"sent_today": sent})

    assert has_had_enough(moment.turn.version, sent) == is_enough
    assert (reason_not_to_send(moment) is Unsent.MAX_PER_DAY) == is_enough


def test_a_reminder_is_useful_for_a_quarter_of_an_hour_or_until_the_next() -> None:
    assert expires_at(ELEVEN, None) == ELEVEN + 15 * MINUTE
    assert expires_at(ELEVEN, ELEVEN + 60 * MINUTE) == ELEVEN + 15 * MINUTE
    assert expires_at(ELEVEN, ELEVEN + 5 * MINUTE) == ELEVEN + 5 * MINUTE


def test_a_pause_ends_with_the_date_it_was_asked_until() -> None:
    version = a_version(paused_until=date(2026, 11, 24))

    assert is_paused(version, MONDAY)
    assert not is_paused(version, MONDAY + timedelta(days=1))
    assert not is_paused(a_version(), MONDAY)


def test_a_night_that_began_on_a_paused_day_stays_silent_to_its_end() -> None:
    two_in_the_morning = {"at": ELEVEN + timedelta(hours=16), "now": ELEVEN + timedelta(hours=16)}
    fresh = {"expires_at": ELEVEN + timedelta(hours=17), **two_in_the_morning}

    assert reason_not_to_send(a_moment(**fresh, **PAUSED)) is Unsent.PAUSED
