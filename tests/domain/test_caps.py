"""The catalogue's caps: what they count, and what is offered where one is reached."""

from datetime import date, timedelta

import pytest

from webapp.domain.caps import (
    Cap,
    Done,
    Today,
    Work,
    find_cap,
    first_within,
    free_on,
    offer,
    works_of,
)
from webapp.domain.catalogue import load_catalogue

CATALOGUE = load_catalogue()
CAPS = CATALOGUE.caps
TODAY = date(2026, 11, 25)
DAY = timedelta(days=1)


def work(routine: str, level: int = 1) -> Work:
    return works_of(CATALOGUE, routine, level, ())[0]


def done(routine: str, *days_ago: int, level: int = 1) -> list[Done]:
    return [Done(TODAY - ago * DAY, work(routine, level)) for ago in days_ago]


def offered(routine: str, before: list[Done], level: int = 1) -> str | None:
    return offer(CAPS, routine, works_of(CATALOGUE, routine, level, ()), Today(TODAY, before))


def test_the_shipped_caps_are_read() -> None:
    assert (CAPS.massage_full_per_day, CAPS.massage_minutes_per_day) == (1, 20)
    assert (CAPS.same_point_per_day, CAPS.four_seven_eight_per_day) == (3, 2)
    assert dict(CAPS.strength_days_per_week) == {1: 3, 2: 4, 3: 5}


@pytest.mark.parametrize(
    ("routine", "before", "cap"),
    [
        ("full_self_massage", done("full_self_massage", 0), Cap.FULL_MASSAGE),
        ("express_self_massage", done("express_self_massage", 0, 0, 0, 0, 0), Cap.MASSAGE_MINUTES),
        ("neck_shoulder_holds", done("neck_shoulder_holds", 0, 0, 0), Cap.SAME_POINT),
        ("headache_eye_holds", done("neck_shoulder_holds", 0, 0, 0), Cap.SAME_POINT),  # both GB20
        ("wind_down_breathing", done("wind_down_breathing", 0, 0), Cap.FOUR_SEVEN_EIGHT),
        ("strengthen_5", done("strengthen_5", 1, 3, 6), Cap.STRENGTH_DAYS),
        ("two_minute_raise", done("strengthen_5", 1, 2, 3), Cap.STRENGTH_DAYS),
    ],
)
def test_what_was_done_reaches_a_cap(routine: str, before: list[Done], cap: Cap) -> None:
    assert find_cap(CAPS, work(routine), Today(TODAY, before)) is cap
    assert find_cap(CAPS, work(routine), Today(TODAY, before[:-1])) is None


@pytest.mark.parametrize(
    ("routine", "before"),
    [
        ("full_self_massage", done("full_self_massage", 1)),
        ("wind_down_breathing", done("wind_down_breathing", 1, 1)),
        ("strengthen_5", done("strengthen_5", 1, 3, 7)),  # a week ago today counts no more
        ("strengthen_5", done("strengthen_5", 0, 0, 2, 4)),  # no further day
        ("desk_minute", done("desk_minute", *[0] * 20)),
        ("flare_safe_breathing", done("full_self_massage", *[0] * 20)),
    ],
)
def test_other_days_and_what_has_no_cap_leave_a_routine_open(
    routine: str, before: list[Done]
) -> None:
    assert find_cap(CAPS, work(routine), Today(TODAY, before)) is None


def test_strength_on_more_days_is_for_the_higher_levels() -> None:
    before = done("strengthen_5", 1, 2, 3)

    assert find_cap(CAPS, work("strengthen_5", 1), Today(TODAY, before)) is Cap.STRENGTH_DAYS
    assert find_cap(CAPS, work("strengthen_5", 2), Today(TODAY, before)) is None


@pytest.mark.parametrize(
    ("routine", "before", "instead"),
    [
        ("full_self_massage", [], "full_self_massage"),
        ("full_self_massage", done("full_self_massage", 0), "loosen_up_5"),
        ("strengthen_5", done("strengthen_5", 1, 2, 3), "loosen_up_5"),
        ("two_minute_raise", done("strengthen_5", 1, 2, 3), "micro_break"),
        ("neck_shoulder_holds", done("neck_shoulder_holds", 0, 0, 0), "hands_only_reset"),
        (
            "neck_shoulder_holds",
            done("neck_shoulder_holds", 0, 0, 0) + done("hands_only_reset", 0, 0, 0),
            "flare_safe_breathing",
        ),
    ],
)
def test_in_place_of_what_is_too_much_its_fallback_is_offered(
    routine: str, before: list[Done], instead: str
) -> None:
    assert offered(routine, before) == instead


def test_where_no_fallback_is_within_the_caps_nothing_is_offered() -> None:
    only = works_of(CATALOGUE, "full_self_massage", 1, ())[:1]

    today = Today(TODAY, done("full_self_massage", 0))
    assert first_within(CAPS, only, today) is None
    assert offer(CAPS, "full_self_massage", only, today) is None


def test_what_is_offered_under_effects_is_what_counts() -> None:
    """Without massage the full massage is loosening up, which has no cap."""
    [first, *_] = works_of(CATALOGUE, "full_self_massage", 1, {"no_massage"})

    assert (first.routine, first.is_capped) == ("loosen_up_5", False)


def test_a_swapped_point_counts_as_the_point_that_is_pressed() -> None:
    [plain, *_] = works_of(CATALOGUE, "headache_eye_holds", 1, ())
    [swapped, *_] = works_of(CATALOGUE, "headache_eye_holds", 1, {"no_point_LI4"})

    assert "LI4" in plain.points
    assert "LI4" not in swapped.points
    assert "PC6" in swapped.points


@pytest.mark.parametrize("effects", [{"stop_all"}])
def test_where_nothing_is_open_there_is_nothing_to_count(effects: set[str]) -> None:
    assert works_of(CATALOGUE, "full_self_massage", 1, effects) == ()


def test_a_routine_that_was_withdrawn_counts_for_nothing() -> None:
    assert works_of(CATALOGUE, "withdrawn_long_ago", 1, ()) == ()
    assert offer(CAPS, "withdrawn_long_ago", (), Today(TODAY)) == "withdrawn_long_ago"


def test_every_shipped_routine_leads_to_something_without_a_cap() -> None:
    for routine in CATALOGUE.routines:
        chain = works_of(CATALOGUE, routine, 3, ())
        assert any(not each.is_capped for each in chain), routine


def test_a_cap_of_the_day_is_free_on_the_next_one_of_the_week_when_a_day_leaves_it() -> None:
    massaged = Today(TODAY, done("full_self_massage", 0))
    strained = Today(TODAY, done("strengthen_5", 1, 3, 5))

    assert free_on(CAPS, work("full_self_massage"), massaged) == TODAY + DAY
    assert free_on(CAPS, work("strengthen_5"), strained) == TODAY + 2 * DAY
