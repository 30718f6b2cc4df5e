"""More than is good is refused with its reason and an alternative, at every start."""

from datetime import timedelta

import pytest

from tests.actions.lives import checked
from tests.web.examples import SOON
from tests.web.test_levels import practise
from webapp.domain.catalogue import load_catalogue
from webapp.domain.unlocks import UNLOCKS
from webapp.storage.people import get_person

SIGHING = "/api/v1/routines/sigh_five/timeline?level=1"


@pytest.fixture
def well(app, mina):
    """Mina, whose check found nothing."""
    with app.app_context():
        checked(get_person(mina.person_id), now=SOON - timedelta(days=5))
    return mina


@pytest.mark.parametrize(
    ("routine", "done", "instead", "why"),
    [
        ("full_self_massage", [("full_self_massage", 0)], "loosen_up_5", "once a day"),
        (
            "express_self_massage", [("express_self_massage", 0)] * 5, "loosen_up_5",
            "20 minutes of massage a day",
        ),
        (
            "neck_shoulder_holds", [("neck_shoulder_holds", 0)] * 3, "hands_only_reset",
            "at most 3 times a day",
        ),
        (
            "wind_down_breathing", [("wind_down_breathing", 0)] * 2, "flare_safe_breathing",
            "2 rounds a day",
        ),
        (
            "strengthen_5", [("strengthen_5", ago) for ago in (1, 3, 5)], "loosen_up_5",
            "3 days of seven",
        ),
    ],
)  # fmt: skip
def test_a_reached_cap_says_why_and_what_to_do_instead(well, routine, done, instead, why):
    for played, ago in done:
        practise(well, ago, routine=played)

    found = well.get(f"/api/v1/routines/{routine}/timeline?level=1").json
    page = well.get(f"/routines/{routine}").text

    assert (found["capped"], found["asked"], found["routine"]) == (True, routine, instead)
    assert why in found["capped_why"]
    assert why in page
    assert f'href="/routines/{instead}"' in page


def test_jun_s_caps_are_not_mina_s(app, well, jun):
    with app.app_context():
        checked(get_person(jun.person_id), now=SOON - timedelta(days=5))
    practise(well, 0, routine="full_self_massage")

    assert jun.get("/api/v1/routines/full_self_massage/timeline?level=1").json["capped"] is False


def test_five_minutes_of_sighing_open_after_three_short_ones_that_ended_well(well):
    assert well.get(SIGHING).json["seconds"] == 70
    assert "opens after 3 more" in well.get("/routines/sigh_five").text

    practise(well, 4, 3, routine="sigh_five")
    practise(well, 2, routine="sigh_five", rating="worse")
    practise(well, 2, routine="sigh_five", state="stopped")
    practise(well, 1, routine="sigh_five", state="stopped_for_safety", stop_sign="rest")
    checked_again = {"consent": True, "catalogue_version": 1, "effects": []}
    well.put("/api/v1/safety", checked_again)
    assert well.get(SIGHING).json["seconds"] == 70
    assert "opens after 1 more" in well.get("/routines/sigh_five").text

    practise(well, 0, routine="sigh_five")
    assert well.get(SIGHING).json["seconds"] == 300


def test_whoever_is_nobody_sighs_the_short_version(stranger):
    assert stranger.get(SIGHING, Safety_Effects="").json["seconds"] == 70


def test_everything_the_catalogue_unlocks_has_its_rule():
    catalogue = load_catalogue()

    assert {r.id for r in catalogue.routines.values() if r.unlock} == set(UNLOCKS)
    for name, unlock in UNLOCKS.items():
        assert unlock.exercise in {i.exercise for i in catalogue.routines[name].items}
        assert "three sessions" in (catalogue.routines[name].unlock or "")
