"""A push service in trouble is left alone for a while, then tried, and never for nothing."""

from datetime import timedelta

import pytest

from tests.conftest import at
from webapp.domain.push_hosts import (
    FAILURES_TO_PAUSE,
    LONGEST_BUSY_PAUSE,
    LONGEST_FAILING_PAUSE,
    LONGEST_REFUSED_PAUSE,
    PROVEN_FOR,
    REFUSALS_TO_PAUSE,
    Gate,
    Hold,
    HostState,
    Tally,
    gate_of,
    learnt,
)

NOW = at("2026-11-23 10:00")
NEW = HostState("push.example")
KEY, OTHER = "our key", "another key"
SECOND = timedelta(seconds=1)


def proven() -> HostState:
    """A host that took a message lately."""
    return HostState("push.example", accepted_at=NOW - timedelta(minutes=1), accepted_key=KEY)


def after(state: HostState, tally: Tally, now=NOW) -> HostState:
    return learnt(state, tally, KEY, now)


def test_a_host_that_nothing_is_known_of_is_sent_to():
    assert gate_of(NEW, KEY, NOW) is Gate.CLOSED


def test_a_refused_signature_pauses_a_host_that_never_took_one_at_once():
    state = after(NEW, Tally(refused=1))

    assert (state.reason, state.key) == (Hold.REFUSING, KEY)
    assert state.opened_at == NOW
    assert gate_of(state, KEY, NOW) is Gate.OPEN


def test_where_others_messages_are_taken_one_device_cannot_pause_the_host_for_all():
    state = after(proven(), Tally(refused=1))
    assert gate_of(state, KEY, NOW) is Gate.CLOSED

    state = after(state, Tally(accepted=1, refused=5))
    assert gate_of(state, KEY, NOW) is Gate.CLOSED

    for _ in range(REFUSALS_TO_PAUSE):
        state = after(state, Tally(refused=1))
    assert gate_of(state, KEY, NOW) is Gate.OPEN


def test_what_was_proven_long_ago_or_under_another_key_counts_for_nothing():
    long_ago = NOW - PROVEN_FOR - SECOND
    old = HostState("push.example", accepted_at=long_ago, accepted_key=KEY)
    foreign = HostState("push.example", accepted_at=NOW, accepted_key=OTHER)

    for state in (old, foreign):
        assert gate_of(after(state, Tally(refused=1)), KEY, NOW) is Gate.OPEN


def test_after_a_pause_one_message_tries_and_its_answer_decides():
    paused = after(NEW, Tally(refused=1))
    assert paused.paused_until is not None
    then = paused.paused_until

    assert gate_of(paused, KEY, then - SECOND) is Gate.OPEN
    assert gate_of(paused, KEY, then) is Gate.HALF_OPEN
    assert gate_of(after(paused, Tally(accepted=1), then), KEY, then) is Gate.CLOSED
    again = after(paused, Tally(refused=1), then)
    assert again.paused_until is not None
    assert again.paused_until - then == 2 * (then - NOW)
    assert again.opened_at == NOW


def test_another_key_of_ours_is_tried_at_once():
    paused = after(NEW, Tally(refused=1))

    assert gate_of(paused, OTHER, NOW) is Gate.HALF_OPEN


def test_a_few_failures_are_nothing_but_many_in_a_row_pause_the_host():
    state = NEW
    for _ in range(FAILURES_TO_PAUSE - 1):
        state = after(state, Tally(failed=1))
    assert gate_of(state, KEY, NOW) is Gate.CLOSED

    assert gate_of(after(after(state, Tally(accepted=1)), Tally(failed=1)), KEY, NOW) is Gate.CLOSED
    broken = after(state, Tally(failed=1))
    assert (broken.reason, gate_of(broken, KEY, NOW)) == (Hold.FAILING, Gate.OPEN)


def test_what_was_under_way_when_a_pause_began_makes_it_no_longer():
    paused = after(NEW, Tally(failed=FAILURES_TO_PAUSE))

    later = after(paused, Tally(failed=200), NOW + SECOND)

    assert later.paused_until == paused.paused_until
    assert later.pauses == 1


def test_a_host_that_knows_who_is_gone_does_not_fail():
    paused = after(proven(), Tally(failed=FAILURES_TO_PAUSE))

    works = after(paused, Tally(gone=1), NOW + timedelta(minutes=1))

    assert gate_of(works, KEY, NOW) is Gate.CLOSED
    assert works.accepted_key == KEY


def test_that_somebody_is_gone_says_nothing_about_a_refused_signature():
    paused = after(NEW, Tally(refused=1))

    assert after(paused, Tally(gone=1), NOW + timedelta(hours=1)) == paused


@pytest.mark.parametrize(
    ("tally", "longest"),
    [
        (Tally(refused=1), LONGEST_REFUSED_PAUSE),
        (Tally(failed=FAILURES_TO_PAUSE), LONGEST_FAILING_PAUSE),
    ],
)
def test_pauses_grow_and_do_not_grow_for_ever(tally: Tally, longest: timedelta):
    state, now, lengths = NEW, NOW, []
    for _ in range(20):
        state = after(state, tally, now)
        assert state.paused_until is not None
        lengths.append(state.paused_until - now)
        now = state.paused_until

    assert lengths == sorted(lengths)
    assert lengths[0] < lengths[1]
    assert lengths[-1] == longest


def test_a_host_that_says_when_to_come_back_is_obeyed():
    until = NOW + timedelta(minutes=2)

    state = after(proven(), Tally(busy=1, busy_until=until))

    assert (state.reason, state.paused_until) == (Hold.BUSY, until)
    assert gate_of(state, KEY, until - SECOND) is Gate.OPEN
    assert gate_of(state, KEY, until) is Gate.HALF_OPEN


def test_a_host_that_asks_for_a_year_is_tried_again_when_nothing_useful_waits_any_more():
    state = after(NEW, Tally(busy=1, busy_until=NOW + timedelta(days=365)))

    assert state.paused_until == NOW + LONGEST_BUSY_PAUSE


def test_when_others_were_taken_meanwhile_one_busy_answer_is_about_one_device():
    until = NOW + timedelta(minutes=2)

    one = after(NEW, Tally(accepted=10, busy=1, busy_until=until))
    many = after(NEW, Tally(accepted=10, busy=2, busy_until=until))

    assert gate_of(one, KEY, NOW) is Gate.CLOSED
    assert gate_of(many, KEY, NOW) is Gate.OPEN


def test_what_was_taken_before_does_not_end_a_wait_that_was_asked_for():
    until = NOW + timedelta(minutes=2)
    waiting = after(NEW, Tally(busy=1, busy_until=until))

    assert gate_of(after(waiting, Tally(accepted=3), NOW + SECOND), KEY, NOW) is Gate.OPEN
    assert gate_of(after(waiting, Tally(accepted=3), until), KEY, until) is Gate.CLOSED


def test_what_teaches_nothing_changes_nothing():
    for state in (NEW, proven(), after(NEW, Tally(refused=1))):
        assert after(state, Tally()) == state


def test_a_proof_is_not_written_down_with_every_batch():
    state = proven()

    assert after(state, Tally(accepted=100)) == state
    renewed = after(state, Tally(accepted=1), NOW + timedelta(minutes=10))
    assert renewed.accepted_at == NOW + timedelta(minutes=10)
