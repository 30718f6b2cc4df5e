"""What became of a reminder in one word, and whether it was on time."""

from datetime import timedelta
from itertools import product

import pytest

from tests.conftest import at
from webapp.domain.reminder_lives import (
    Copy,
    Fate,
    Life,
    OnTime,
    Played,
    Punctuality,
    Reply,
    on_time_of,
)
from webapp.domain.reminders import DeliveryState, ReceiptKind, Unsent

DUE = at("2026-11-23 10:00")
SECOND = timedelta(seconds=1)
ACCEPTED, WAITING = DeliveryState.ACCEPTED, DeliveryState.WAITING


def a_life(*states: DeliveryState, said: tuple[ReceiptKind, ...] = (), **more) -> Life:
    copies = tuple(Copy("Phone", state, DUE + SECOND, 1) for state in states)
    replies = tuple(Reply(kind, DUE + 2 * SECOND, "Phone") for kind in said)
    return Life(
        1, "planned", DUE, "desk_minute", **{"reason": None, **more}, copies=copies, replies=replies
    )


@pytest.mark.parametrize(
    ("states", "fate"),
    [
        ((), Fate.LOST),
        ((DeliveryState.GONE,), Fate.LOST),
        ((DeliveryState.REFUSED, DeliveryState.EXPIRED), Fate.LOST),
        ((DeliveryState.CANCELLED, DeliveryState.GONE), Fate.CALLED_BACK),
        ((DeliveryState.GONE, WAITING), Fate.UNDER_WAY),
        ((WAITING, ACCEPTED), Fate.SENT),
    ],
)
def test_of_several_devices_the_best_counts(states, fate):
    assert a_life(*states).fate is fate


@pytest.mark.parametrize(
    ("said", "fate"),
    [
        ((ReceiptKind.SHOWN,), Fate.SHOWN),
        ((ReceiptKind.SHOWN, ReceiptKind.DISMISSED), Fate.DISMISSED),
        ((ReceiptKind.DISMISSED, ReceiptKind.SKIPPED), Fate.SKIPPED),
        ((ReceiptKind.SKIPPED, ReceiptKind.SNOOZED), Fate.SNOOZED),
        ((ReceiptKind.SNOOZED, ReceiptKind.OPENED), Fate.OPENED),
    ],
)
def test_what_a_person_said_weighs_more_than_what_a_device_did(said, fate):
    assert a_life(ACCEPTED, said=said).fate is fate


@pytest.mark.parametrize("practised", [True, False])
def test_a_session_is_the_last_word(practised):
    life = a_life(ACCEPTED, said=(ReceiptKind.OPENED,), played=Played(DUE, None, practised))

    assert life.fate is (Fate.DONE if practised else Fate.STARTED)


def test_what_was_held_back_was_not_sent():
    assert a_life(reason="quiet").fate is Fate.NOT_SENT


def test_the_first_device_that_was_reached_and_the_first_that_spoke_count():
    copies = (Copy("a", ACCEPTED, DUE + 9 * SECOND, 1), Copy("b", ACCEPTED, DUE + SECOND, 1))
    replies = tuple(Reply(ReceiptKind.SHOWN, DUE + n * SECOND, "") for n in (7, 3, 5))
    life = Life(1, "planned", DUE, "desk_minute", None, copies=copies, replies=replies)

    assert life.accepted_at == DUE + SECOND
    assert life.first(ReceiptKind.SHOWN) == replies[1]
    assert life.first(ReceiptKind.OPENED) is None


@pytest.mark.parametrize(
    ("accepted", "shown", "on_time"),
    [
        (1, 3, True),
        (1, 60, True),
        (1, 61, False),
        (1, None, True),
        (60, None, True),
        (60.001, None, False),
        (None, 2, True),
        (None, None, False),
    ],
)
def test_on_time_is_shown_or_where_nobody_says_so_accepted_within_a_minute(
    accepted, shown, on_time
):
    instants = [DUE + n * SECOND if n is not None else None for n in (accepted, shown)]

    assert Punctuality(DUE, None, *instants).is_on_time is on_time


@pytest.mark.parametrize("reason", [*Unsent, None], ids=str)
def test_only_what_should_have_rung_counts(reason):
    assert Punctuality(DUE, reason, None, None).counts is (reason in ("late", "outage", None))


@pytest.mark.parametrize(("is_open", "called_back"), list(product([True, False], repeat=2)))
def test_what_may_still_come_or_was_called_back_does_not_count_until_accepted(is_open, called_back):
    undecided = Punctuality(DUE, None, None, None, is_open, called_back)
    accepted = Punctuality(DUE, None, DUE, None, is_open, called_back)

    assert undecided.counts is not (is_open or called_back)
    assert accepted.counts


def test_the_rate_counts_the_late_and_the_lost_against_us_and_is_never_rounded_up():
    good = Punctuality(DUE, None, DUE + SECOND, DUE + 2 * SECOND)
    lost = Punctuality(DUE, None, None, None)
    missed = Punctuality(DUE, Unsent.LATE, None, None)
    quiet = Punctuality(DUE, Unsent.QUIET, None, None)

    assert on_time_of([good, lost, missed, quiet]) == OnTime(due=3, on_time=1)
    assert on_time_of([*[good] * 999, lost]).percent == 99
    assert on_time_of([quiet]).percent is None
