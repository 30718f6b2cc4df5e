"""How two reports about one session become one."""

from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.session_examples import NOW, a_session, a_started_session
from webapp.domain.sessions import Rating, Session, SessionConflict, SessionState, merged

FINAL = [SessionState.FINISHED, SessionState.STOPPED, SessionState.STOPPED_FOR_SAFETY]


def test_the_same_report_again_changes_nothing() -> None:
    stored = a_session(rating=Rating.BETTER)

    assert merged(stored, replace(stored)) is stored


@pytest.mark.parametrize("state", FINAL)
def test_a_started_session_may_come_to_its_end(state: SessionState) -> None:
    ended = a_session(state=state)

    assert merged(a_started_session(), ended) == ended


def test_a_late_report_of_the_start_takes_nothing_back() -> None:
    stored = a_session(tension_before=None)

    known = merged(stored, a_started_session(tension_before=6))

    assert known == a_session(tension_before=6)


def test_a_later_report_may_add_what_was_not_said() -> None:
    known = merged(a_session(tension_before=6), a_session(tension_after=3, rating=Rating.BETTER))

    assert known == a_session(tension_before=6, tension_after=3, rating=Rating.BETTER)


@pytest.mark.parametrize(
    ("field", "stored", "incoming"),
    [
        ("routine", a_session(), a_session(routine="wind_down")),
        ("started_at", a_session(), a_session(started_at=NOW - timedelta(seconds=121))),
        ("timeline_seconds", a_session(), a_session(timeline_seconds=90)),
        ("tension_after", a_session(tension_after=3), a_session(tension_after=2)),
        ("occurrence_id", a_session(occurrence_id=1), a_session(occurrence_id=2)),
        ("state", a_session(), a_session(state=SessionState.STOPPED)),
        ("played_seconds", a_session(), a_session(played_seconds=101)),
        ("played_seconds", a_session(), a_session(played_seconds=99)),
        ("played_seconds", a_started_session(), a_started_session(played_seconds=1)),
        ("played_seconds", a_started_session(played_seconds=101), a_session()),
        ("played_seconds", a_session(), a_started_session(played_seconds=101)),
        ("steps_done", a_session(), a_session(steps_done=7)),
    ],
)
def test_a_report_that_contradicts_what_is_stored_is_a_conflict(
    field: str, stored: Session, incoming: Session
) -> None:
    with pytest.raises(SessionConflict) as conflict:
        merged(stored, incoming)

    assert conflict.value.field == field


OPTIONAL = (
    "finished_at", "timeline_digest", "tension_before", "tension_after",
    "discomfort", "rating", "next_morning", "occurrence_id",
)  # fmt: skip

scores = st.integers(0, 10)
whole_sessions = st.builds(
    a_session,
    state=st.sampled_from(FINAL),
    played_seconds=st.integers(0, 100),
    steps_done=st.integers(0, 8),
    timeline_digest=st.just("c0ffee"),
    tension_before=scores,
    tension_after=scores,
    discomfort=scores,
    rating=st.sampled_from(Rating),
    next_morning=st.sampled_from(Rating),
    occurrence_id=st.integers(1, 9),
)


@st.composite
def stories(draw: st.DrawFn) -> tuple[Session, list[Session]]:
    """A whole session and three reports that each leave some of it out."""
    whole = draw(whole_sessions)
    reports = []
    for _ in range(3):
        unsaid: dict[str, object] = dict.fromkeys(draw(st.sets(st.sampled_from(OPTIONAL))))
        if draw(st.booleans()):
            unsaid |= {"state": SessionState.STARTED, "played_seconds": 0, "steps_done": 0}
        reports.append(replace(whole, **unsaid))  # type: ignore[arg-type]
    return whole, reports


@given(stories())
def test_the_order_in_which_reports_arrive_does_not_matter(
    story: tuple[Session, list[Session]],
) -> None:
    _, reports = story

    known = {merged(merged(a, b), c) for a, b, c in permutations(reports)}

    assert len(known) == 1


@given(stories())
def test_a_report_that_comes_again_adds_nothing(story: tuple[Session, list[Session]]) -> None:
    _, (first, second, _) = story

    known = merged(first, second)

    assert merged(known, first) == merged(known, second) == merged(known, known) == known


@given(stories())
def test_the_whole_report_settles_every_partial_one(story: tuple[Session, list[Session]]) -> None:
    whole, (partial, *_) = story

    assert merged(partial, whole) == merged(whole, partial) == whole


@given(whole_sessions, whole_sessions)
def test_two_whole_reports_that_differ_conflict_in_either_order(one: Session, two: Session) -> None:
    if one == two:
        assert merged(one, two) == one
        return

    for stored, incoming in ((one, two), (two, one)):
        with pytest.raises(SessionConflict) as conflict:
            merged(stored, incoming)
        field = conflict.value.field
        assert getattr(one, field) != getattr(two, field)
