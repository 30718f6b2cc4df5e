"""How long a reminder is worth sending, and what holds it back."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.domain.plan_examples import a_version
from webapp.domain.reminders import (
    Moment,
    OccurrenceKind,
    Unsent,
    expires_at,
    is_paused,
    reason_not_to_send,
)

ELEVEN = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)  # on Berlin's wall
MINUTE = timedelta(minutes=1)


def a_moment(**changes: object) -> Moment:
    """Eleven o'clock on time, with one device and nothing in the way."""
    good: dict[str, object] = {
        "due_at": ELEVEN,
        "now": ELEVEN,
        "next_due_at": ELEVEN + 60 * MINUTE,
        "kind": OccurrenceKind.PLANNED,
        "effects": frozenset(),
        "version": a_version(),
        "sent_today": 0,
        "last_session_ended_at": None,
        "devices": 1,
    }
    return Moment(**{**good, **changes})  # type: ignore[arg-type]


QUIET = {
    "version": a_version(quiet_after_session_minutes=30),
    "last_session_ended_at": ELEVEN - 29 * MINUTE,
}
ENOUGH = {"version": a_version(max_per_day=6), "sent_today": 6}
PAUSED = {"version": a_version(paused_until=date(2026, 11, 24))}


def test_with_nothing_in_the_way_it_is_sent() -> None:
    assert reason_not_to_send(a_moment()) is None


@pytest.mark.parametrize(
    ("reason", "changes"),
    [
        (Unsent.LATE, {"now": ELEVEN + 15 * MINUTE}),
        (Unsent.LATE, {"now": ELEVEN + 5 * MINUTE, "next_due_at": ELEVEN + 5 * MINUTE}),
        (Unsent.STOPPED_FOR_SAFETY, {"effects": frozenset({"no_massage", "stop_all"})}),
        (Unsent.PAUSED, PAUSED),
        (Unsent.MAX_PER_DAY, ENOUGH),
        (Unsent.QUIET, QUIET),
        (Unsent.NO_DEVICE, {"devices": 0}),
    ],
)
def test_what_holds_a_reminder_back_is_named(reason: Unsent, changes: dict[str, object]) -> None:
    assert reason_not_to_send(a_moment(**changes)) is reason


@pytest.mark.parametrize(
    "changes",
    [
        {"now": ELEVEN + 15 * MINUTE - timedelta(microseconds=1)},
        {"now": ELEVEN + 5 * MINUTE, "next_due_at": None},
        {"effects": frozenset({"no_massage"})},
        {"version": a_version(paused_until=date(2026, 11, 23))},
        {**ENOUGH, "sent_today": 5},
        {**QUIET, "last_session_ended_at": ELEVEN - 30 * MINUTE},
        {"last_session_ended_at": ELEVEN},  # no quiet asked for
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
        (Unsent.NO_DEVICE, {"devices": 0}),
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
        {"now": ELEVEN},
        {"effects": frozenset()},
        {"version": a_version(max_per_day=1, quiet_after_session_minutes=240)},
        {"sent_today": 0},
        {"last_session_ended_at": None},
        {"devices": 1},
    ]
    changes: dict[str, object] = {
        "now": ELEVEN + 20 * MINUTE,
        "effects": frozenset({"stop_all"}),
        "version": version,
        "sent_today": 1,
        "last_session_ended_at": ELEVEN,
        "devices": 0,
    }

    named = []
    for less in lifted:
        named.append(reason_not_to_send(a_moment(**changes)))
        changes |= less

    assert named == list(Unsent)[:6]
    assert reason_not_to_send(a_moment(**changes)) is None


def test_a_reminder_is_useful_for_a_quarter_of_an_hour_or_until_the_next() -> None:
    assert expires_at(ELEVEN, None) == ELEVEN + 15 * MINUTE
    assert expires_at(ELEVEN, ELEVEN + 60 * MINUTE) == ELEVEN + 15 * MINUTE
    assert expires_at(ELEVEN, ELEVEN + 5 * MINUTE) == ELEVEN + 5 * MINUTE


def test_a_pause_ends_when_its_date_begins_where_the_plan_lives() -> None:
    version = a_version(time_zone="America/New_York", paused_until=date(2026, 11, 24))
    midnight = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)

    assert is_paused(version, midnight - MINUTE)
    assert not is_paused(version, midnight)
