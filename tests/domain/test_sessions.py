"""What a device may report about a session, and when it ticks its day."""

from datetime import timedelta

import pytest

from tests.domain.session_examples import NOW, a_session, a_started_session
from webapp.domain.sessions import Session, SessionProblem, SessionState, checked, is_practised


@pytest.mark.parametrize(
    "session",
    [
        a_session(),
        a_started_session(),
        a_session(tension_before=0, tension_after=10, discomfort=0),
        a_session(played_seconds=115),  # 100 seconds by the clock, and the slack
        a_session(started_at=NOW - timedelta(days=60), finished_at=None),
        a_session(
            started_at=NOW + timedelta(minutes=9), finished_at=NOW + timedelta(minutes=10),
            played_seconds=60,
        ),
        a_started_session(started_at=NOW + timedelta(minutes=10)),
        a_session(time_zone="US/Eastern"),
    ],
)  # fmt: skip
def test_a_session_that_can_be_true_is_taken_as_it_is(session: Session) -> None:
    assert checked(session, NOW) is session


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("started_at", {"started_at": NOW + timedelta(minutes=10, seconds=1)}),
        ("started_at", {"started_at": NOW - timedelta(days=60, seconds=1)}),
        ("started_at", {"started_at": NOW.replace(tzinfo=None)}),
        ("finished_at", {"finished_at": NOW - timedelta(seconds=121)}),
        ("finished_at", {"finished_at": NOW + timedelta(minutes=11)}),
        ("finished_at", {"finished_at": NOW.replace(tzinfo=None)}),
        ("played_seconds", {"played_seconds": -1}),
        ("played_seconds", {"played_seconds": 116}),
        ("played_seconds", {"played_seconds": 10**18}),
        ("played_seconds", {"played_seconds": 740, "finished_at": None}),
        ("steps_done", {"steps_done": 9}),
        ("steps_done", {"steps_done": -1}),
        ("steps_total", {"steps_total": -1, "steps_done": 0}),
        ("timeline_seconds", {"timeline_seconds": -1}),
        ("level", {"level": 0}),
        ("level", {"level": 4}),
        ("tension_before", {"tension_before": 11}),
        ("tension_after", {"tension_after": -1}),
        ("discomfort", {"discomfort": 11}),
        ("time_zone", {"time_zone": "Mars/Base"}),
    ],
)
def test_a_session_that_cannot_be_true_is_refused_by_its_field(
    field: str, changes: dict[str, object]
) -> None:
    session = a_session(**changes)

    with pytest.raises(SessionProblem) as refused:
        checked(session, NOW)

    assert refused.value.field == field
    assert refused.value.message.endswith(".")


@pytest.mark.parametrize(
    ("state", "played", "practised"),
    [
        (SessionState.FINISHED, 50, True),
        (SessionState.FINISHED, 49, False),  # skipped to the end
        (SessionState.STOPPED, 50, True),
        (SessionState.STOPPED, 49, False),
        (SessionState.STOPPED_FOR_SAFETY, 0, True),
        (SessionState.STARTED, 100, False),
    ],
)
def test_half_of_the_timeline_or_a_safety_stop_ticks_the_day(
    state: SessionState, played: int, practised: bool
) -> None:
    assert is_practised(a_session(state=state, played_seconds=played)) is practised


def test_a_timeline_of_unknown_length_ticks_nothing() -> None:
    assert not is_practised(a_session(timeline_seconds=0))


def test_half_is_counted_to_the_second_in_odd_timelines() -> None:
    assert not is_practised(a_session(timeline_seconds=101, played_seconds=50))
    assert is_practised(a_session(timeline_seconds=101, played_seconds=51))
