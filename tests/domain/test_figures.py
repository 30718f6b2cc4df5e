"""How outcomes are counted, and into which class a lateness falls."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.figures import LATENESS_SECONDS, Fared, lateness_class, tally


@pytest.mark.parametrize(
    ("seconds", "found"),
    [(0, "0.5"), (0.5, "0.5"), (0.51, "1"), (60, "60"), (61, "300"), (900, "900"), (901, "inf")],
)
def test_a_class_holds_what_is_not_later_than_it_says(seconds, found):
    assert lateness_class(seconds) == found


def test_outcomes_are_counted_and_only_reminders_that_arrived_have_a_lateness():
    fared = [
        Fared("accepted", timedelta(seconds=1.5)),
        Fared("accepted", timedelta(seconds=2)),
        Fared("accepted"),
        Fared("later"),
        Fared("gone"),
    ]

    assert tally(fared) == {
        ("outcome", "accepted"): 3,
        ("outcome", "later"): 1,
        ("outcome", "gone"): 1,
        ("lateness", "2"): 2,
        ("lateness_ms", ""): 3500,
    }


def test_a_clock_set_back_makes_nothing_early():
    assert tally([Fared("accepted", timedelta(hours=-1))]) == {
        ("outcome", "accepted"): 1,
        ("lateness", "0.5"): 1,
        ("lateness_ms", ""): 0,
    }


@given(st.floats(0, 1e6))
def test_every_lateness_has_its_class(seconds):
    smaller = [most for most in LATENESS_SECONDS if most < seconds]

    assert lateness_class(seconds) not in {f"{most:g}" for most in smaller}
