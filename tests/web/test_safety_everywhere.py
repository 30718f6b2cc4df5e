"""Whatever was answered and whenever: nothing blocked is named, shown or played anywhere.

Random answers of the check, a random while later, over presets, a routine of one's own and one that
came as a file: timelines, pages (which are what a device keeps), previews, reminders, answers.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.visitor import Visitor
from tests.web.examples import PLAN, SOON
from tests.web.own_examples import EXERCISE, a_file
from webapp import clock
from webapp.actions.own_catalogue import catalogue_of
from webapp.actions.reminder_words import reminder_words
from webapp.domain.catalogue import Catalogue, load_catalogue
from webapp.domain.safety import (
    Answers,
    blocked_ids,
    effects_of,
    highest_level,
    in_force,
    is_blocked,
    is_silenced,
)
from webapp.domain.timelines import NothingAllowed, compile_timeline
from webapp.storage.safety import known_safety

OURS = load_catalogue()
QUESTIONS = [question.id for question in OURS.questions]
OWN = {
    "title": "All kinds",
    "items": [
        {"exercise": name, "level": 2}
        for name in ("mas_slow_squeeze", "acu_li4", "br_478", "mob_turn", "str_iso_front")
    ],
}
NECK = EXERCISE | {"title": "Neck hold", "kind": "massage", "place": "neck"}
FILE = a_file(exercises=[{"id": "e1", **NECK, "steps": [{"do": "Hold it.", "seconds": 20}]}])

answers = st.frozensets(st.sampled_from(QUESTIONS), max_size=4)
hours = st.sampled_from([0, 1, 5, 6, 7, 24, 47, 48, 200, 335, 336, 337, 24 * 89, 24 * 90, 24 * 200])
rarely = settings(
    max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)


@pytest.fixture
def keeper(mina: Visitor) -> Visitor:
    """Mina, with a plan, a routine of her own and one that came as a file."""
    assert mina.post("/api/v1/own-routines", OWN).status_code == 201
    assert mina.post("/api/v1/routine-files", FILE).status_code in (200, 201)
    assert mina.put("/api/v1/plan", PLAN | {"routine": "full_self_massage"}).status_code == 200
    return mina


def answer(visitor: Visitor, yes: frozenset[str], cleared: frozenset[str]) -> None:
    effects = effects_of(OURS, Answers(yes, cleared & yes), SOON)
    body = {
        "consent": True,
        "catalogue_version": OURS.version,
        "effects": [
            {
                "id": effect.id,
                "until": effect.until.isoformat() if effect.until else None,
                "clearable": effect.clearable,
            }
            for effect in effects
        ],
    }
    assert visitor.put("/api/v1/safety", body).status_code == 200


def expected(yes: frozenset[str], cleared: frozenset[str], later: int) -> frozenset[str]:
    """What holds then, worked out from the answers alone."""
    effects = effects_of(OURS, Answers(yes, cleared & yes), SOON)
    held = in_force(effects, SOON + timedelta(hours=later))
    return held | ({"breathing_only"} if later >= 24 * 90 else frozenset())


def words_of(catalogue: Catalogue, names: frozenset[str]) -> Iterator[str]:
    """What only these exercises say."""
    said = {step.do for e in catalogue.exercises.values() if e.id not in names for step in e.steps}
    for name in names:
        yield from (s.do for s in catalogue.exercises[name].steps if s.do not in said)


@rarely
@given(yes=answers, cleared=answers, later=hours)
def test_nothing_blocked_is_anywhere_and_something_safe_is_left(
    app: Flask,
    keeper: Visitor,
    monkeypatch: pytest.MonkeyPatch,
    yes: frozenset[str],
    cleared: frozenset[str],
    later: int,
) -> None:
    monkeypatch.setattr(clock, "now", lambda: SOON)
    answer(keeper, yes, cleared)
    held, then = expected(yes, cleared, later), SOON + timedelta(hours=later)
    monkeypatch.setattr(clock, "now", lambda: then)
    with app.app_context():
        catalogue = catalogue_of(keeper.person_id)
        assert known_safety(keeper.person_id, then).effects == held
    open_titles = titles_left(catalogue, held)
    blocked = blocked_ids(catalogue, held)

    for name in catalogue.routines:
        played = keeper.get(f"/api/v1/routines/{name}/timeline?level=3")
        assert played.status_code == (409 if is_silenced(held) else 200)
        for entry in played.json.get("entries", []) if played.status_code == 200 else []:
            assert entry["exercise"] not in blocked
        assert played.json.get("level", 1) <= highest_level(held)
        page = keeper.get(f"/routines/{name}").text
        assert not [words for words in words_of(catalogue, blocked) if words in page]

    check_words(app, keeper, catalogue, (then, open_titles))


def titles_left(catalogue: Catalogue, held: frozenset[str]) -> set[str]:
    """The titles under which something may be offered; none only where everything stops."""
    found = set()
    for name in catalogue.routines:
        try:
            timeline = compile_timeline(catalogue, name, 1, held)
        except NothingAllowed:
            continue
        found.add(timeline.title)
        exercises = [catalogue.exercises[e.exercise] for e in timeline.entries if e.exercise]
        assert exercises
        assert not any(is_blocked(catalogue, each, held) for each in exercises)
    assert bool(found) != is_silenced(held)
    return found


def check_words(
    app: Flask, keeper: Visitor, catalogue: Catalogue, moment: tuple[datetime, set[str]]
) -> None:
    """Reminders, previews and pages name what is open, or say it without a name."""
    then, titles = moment
    neutral = "Time for a break"
    with app.test_request_context():
        known = known_safety(keeper.person_id, then)
        named = {reminder_words(catalogue, name, known).title for name in catalogue.routines}
    preview = keeper.get("/api/v1/plan/preview?days=2").json["occurrences"]
    offered = {catalogue.get_routine(each["routine"]).title for each in preview}

    assert named <= titles | {neutral}
    assert offered <= titles
    listed = keeper.get("/api/v1/routines").json["routines"]
    assert all(
        catalogue.get_routine(each["offered"]).title in titles for each in listed if each["offered"]
    )


@pytest.mark.parametrize("kind", ["massage", "acupressure", "mobility", "strength"])
def test_a_flare_told_by_the_device_alone_closes_every_kind_but_breathing(
    app: Flask, keeper: Visitor, kind: str
) -> None:
    keeper.put("/api/v1/safety", {"consent": False, "catalogue_version": 1, "effects": []})
    with app.app_context():
        names = list(catalogue_of(keeper.person_id).routines)

    for name in names:
        played = keeper.get(
            f"/api/v1/routines/{name}/timeline?level=1", Safety_Effects="breathing_only"
        )
        assert kind not in {entry["exercise_kind"] for entry in played.json["entries"]}
