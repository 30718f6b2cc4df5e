"""Who no longer reacts is reminded less often."""

from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.back_off import Heed, Pace, is_held_back, is_in_doubt, pace_after


def test_the_pace_slows_after_five_and_after_ten_in_a_row() -> None:
    paces = [pace_after(unheeded) for unheeded in range(12)]

    assert paces == ([Pace.AS_PLANNED] * 5 + [Pace.EVERY_SECOND] * 5 + [Pace.ONE_A_DAY] * 2)


def test_every_second_one_is_left_out_at_first() -> None:
    assert is_held_back(Heed(5, is_next=True, is_today=True))
    assert not is_held_back(Heed(5, is_next=False, is_today=True))


def test_then_one_comes_a_day() -> None:
    assert is_held_back(Heed(10, is_next=False, is_today=True))
    assert not is_held_back(Heed(10, is_next=True, is_today=False))


def test_the_ledger_is_asked_where_the_pace_would_change() -> None:
    doubted = [unheeded for unheeded in range(20) if is_in_doubt(unheeded)]

    assert doubted == [5, 10]
    assert all(pace_after(count) != pace_after(count - 1) for count in doubted)


@given(st.integers(0, 60), st.integers(1, 12))
def test_whoever_ignores_everything_hears_ever_less_but_never_nothing(
    days: int, each_day: int
) -> None:
    rung: list[tuple[int, int]] = []

    for turn in range(days * each_day):
        day, last = turn // each_day, rung[-1] if rung else (-2, -1)
        if not is_held_back(Heed(len(rung), is_next=last[0] == turn - 1, is_today=last[1] == day)):
            rung.append((turn, day))

    later = [day for _, day in rung[11:]]
    assert {day for _, day in rung} >= set(range(0, days, 2))
    assert len(later) == len(set(later))
