"""When a push service gets nothing for a while, and how it is tried again.

A host that refuses our signature would refuse everybody's message, and one in trouble is not helped
by more of them. Nothing is deleted meanwhile: deliveries wait while they are useful, one of them
goes first as a probe, and what it is answered decides.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

FAILURES_TO_PAUSE = 5
REFUSALS_TO_PAUSE = 3  # of a host that took messages lately: a single device may be at fault
PROVEN_FOR = timedelta(hours=1)
PROOF_RENEWED_AFTER = timedelta(minutes=10)
FIRST_REFUSED_PAUSE, LONGEST_REFUSED_PAUSE = timedelta(minutes=1), timedelta(hours=1)
FIRST_FAILING_PAUSE, LONGEST_FAILING_PAUSE = timedelta(seconds=15), timedelta(minutes=5)
LONGEST_BUSY_PAUSE = timedelta(minutes=15)  # nothing that waits now is wanted any later
PROBE_AGAIN_AFTER = timedelta(seconds=3)


class Hold(StrEnum):
    """Why a host gets nothing for now."""

    REFUSING = "refusing"  # it does not accept our signature (401, 403)
    FAILING = "failing"  # errors of its own, time-outs, no connection
    BUSY = "busy"  # it said when to come back


class Gate(StrEnum):
    """Whether messages go to a host: all, none, or one to see whether it works again."""

    CLOSED = "closed"  # as of a circuit: everything flows
    OPEN = "open"
    HALF_OPEN = "half_open"


@dataclass(frozen=True, slots=True)
class HostState:
    """What is known of a push service; `key` is the public key that it refused."""

    host: str
    reason: Hold | None = None
    failures: int = 0  # in a row
    pauses: int = 0  # in a row, each longer than the one before
    opened_at: datetime | None = None
    paused_until: datetime | None = None
    key: str | None = None
    accepted_at: datetime | None = None
    accepted_key: str | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """What a host answered to some messages sent under one key."""

    accepted: int = 0
    gone: int = 0  # "no such subscription", which only a host that works can say
    failed: int = 0
    refused: int = 0
    busy: int = 0  # how often it said when to come back, and the latest of what it said
    busy_until: datetime | None = None


def gate_of(state: HostState, key: str, now: datetime) -> Gate:
    """Answer whether messages signed with this key go to a host now."""
    if state.paused_until is None:
        return Gate.CLOSED
    other_key = state.reason is Hold.REFUSING and state.key != key
    return Gate.HALF_OPEN if other_key or now >= state.paused_until else Gate.OPEN


def learnt(state: HostState, tally: Tally, key: str, now: datetime) -> HostState:
    """Answer what is known of a host after it answered so.

    What was already under way when a pause began neither ends a wait that the host asked for nor
    makes the pause any longer.
    """
    if tally.busy_until is not None and tally.busy > (1 if tally.accepted else 0):
        return _busy(state, tally.busy_until, now)
    if tally.accepted or (tally.gone and state.reason is Hold.FAILING):
        return _working(state, tally, key, now)
    more = replace(state, failures=state.failures + tally.refused + tally.failed)
    if more == state or _is_paused(state, now):
        return more
    return _refused(more, key, now) if tally.refused else _failed(more, now)


def _is_paused(state: HostState, now: datetime) -> bool:
    return state.paused_until is not None and now < state.paused_until


def _busy(state: HostState, asked_for: datetime, now: datetime) -> HostState:
    until = min(asked_for, now + LONGEST_BUSY_PAUSE)
    return _paused(state, Hold.BUSY, max(until, state.paused_until or until), now)


def _working(state: HostState, tally: Tally, key: str, now: datetime) -> HostState:
    """What is known of a host that works, and under which key where it took something."""
    if state.reason is Hold.BUSY and _is_paused(state, now):
        return state
    at, proven = state.accepted_at, state.accepted_key
    is_recent = at is not None and now - at < PROOF_RENEWED_AFTER and proven == key
    if tally.accepted and not is_recent:
        at, proven = now, key
    return HostState(state.host, accepted_at=at, accepted_key=proven)


def _refused(state: HostState, key: str, now: datetime) -> HostState:
    lately = state.accepted_at is not None and now - state.accepted_at <= PROVEN_FOR
    is_proven = lately and state.accepted_key == key and not state.pauses
    if is_proven and state.failures < REFUSALS_TO_PAUSE:
        return state
    wait = _longer(FIRST_REFUSED_PAUSE, state.pauses, LONGEST_REFUSED_PAUSE)
    return replace(_paused(state, Hold.REFUSING, now + wait, now), key=key)


def _failed(state: HostState, now: datetime) -> HostState:
    if state.failures < FAILURES_TO_PAUSE and not state.pauses:
        return state
    wait = _longer(FIRST_FAILING_PAUSE, state.pauses, LONGEST_FAILING_PAUSE)
    return _paused(state, Hold.FAILING, now + wait, now)


def _paused(state: HostState, reason: Hold, until: datetime, now: datetime) -> HostState:
    return replace(
        state,
        reason=reason,
        pauses=state.pauses + 1,
        opened_at=state.opened_at or now,
        paused_until=until,
    )


def _longer(first: timedelta, pauses: int, longest: timedelta) -> timedelta:
    return min(first * (1 << min(pauses, 10)), longest)
