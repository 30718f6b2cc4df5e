"""Whatever was answered and whenever: nothing blocked is named, shown or played anywhere.

Random answers of the check, a random while later, over presets, a routine of one's own and one that
came as a file: timelines, pages (which are what a device keeps), previews, reminders, answers.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import unescape
from random import Random
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from tests.actions.lives import phone
from tests.visitor import Visitor
from tests.web.examples import PLAN, SOON
from tests.web.own_examples import EXERCISE, a_file
from webapp import clock
from webapp.actions.calendar_feeds import Feed
from webapp.actions.deliveries import take_waiting
from webapp.actions.outlook import outlook
from webapp.actions.own_catalogue import catalogue_of
from webapp.domain.catalogue import Catalogue, load_catalogue
from webapp.domain.reach import Reach, compile_within
from webapp.domain.safety import (
    Answers,
    blocked_ids,
    effects_of,
    highest_level,
    in_force,
    is_silenced,
)
from webapp.domain.timelines import NothingAllowed
from webapp.domain.unlocks import UNLOCKS
from webapp.parts import parts
from webapp.push.go_token import GoToken
from webapp.storage.db import db
from webapp.storage.deliveries import Delivery
from webapp.storage.devices import devices_of
from webapp.storage.occurrences import Occurrence
from webapp.storage.people import get_person
from webapp.storage.safety import known_safety
from webapp.web import calendar_file

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

NEUTRAL = "Time for a break"
BEGINNER = Reach(locked=frozenset(UNLOCKS))
answers = st.frozensets(st.sampled_from(QUESTIONS), max_size=4)
hours = st.sampled_from([0, 1, 5, 6, 7, 24, 47, 48, 200, 335, 336, 337, 24 * 89, 24 * 90, 24 * 200])
rarely = settings(
    max_examples=settings().max_examples // 4 + 1,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
)


@pytest.fixture
def keeper(app: Flask, mina: Visitor) -> Visitor:
    """Mina, with a plan, a phone, a routine of her own and one that came as a file."""
    with app.app_context():
        phone(get_person(mina.person_id))
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
@given(yes=answers, cleared=answers, later=hours, pick=st.randoms(use_true_random=False))
def test_nothing_blocked_is_on_any_surface_and_something_safe_is_left(
    app: Flask,
    keeper: Visitor,
    monkeypatch: pytest.MonkeyPatch,
    yes: frozenset[str],
    cleared: frozenset[str],
    later: int,
    pick: Random,
) -> None:
    monkeypatch.setattr(clock, "now", lambda: SOON)
    answer(keeper, yes, cleared)
    held, then = expected(yes, cleared, later), SOON + timedelta(hours=later)
    monkeypatch.setattr(clock, "now", lambda: then)
    with app.app_context():
        catalogue = catalogue_of(keeper.person_id)
        assert known_safety(keeper.person_id, then).effects == held
    asked = pick.choice([*catalogue.routines, *catalogue.exercises])
    world = World(app, keeper, catalogue, held, asked, then)

    assert titles_left(world) or is_silenced(held)
    for name, surface in SURFACES.items():
        found = surface(world)
        assert not [words for words in world.forbidden if words in unescape(found)], name


@dataclass(frozen=True)
class World:
    """Who asks, what holds for them, and which routine or exercise is asked for this time."""

    app: Flask
    keeper: Visitor
    catalogue: Catalogue
    held: frozenset[str]
    asked: str
    then: datetime

    @property
    def blocked(self) -> frozenset[str]:
        """The exercises that the effects take away."""
        return blocked_ids(self.catalogue, self.held)

    @property
    def forbidden(self) -> list[str]:
        """What only these say."""
        return list(words_of(self.catalogue, self.blocked))


def page_of(address: str) -> Callable[[World], str]:
    """A page; `{}` in its address is what is asked for."""

    def show(world: World) -> str:
        answer = world.keeper.client.get(address.format(world.asked), follow_redirects=True)
        assert answer.status_code == 200
        return answer.text

    return show


def routine_page(world: World) -> str:
    """The page of a routine or an exercise; one's own opens as the form in which to correct it."""
    is_own = world.asked in world.catalogue.exercises.keys() - OURS.exercises.keys()
    return "" if is_own else page_of("/routines/{}")(world)


def timeline_of(world: World) -> str:
    """The timeline's answer, its entries held to the effects one by one."""
    played = world.keeper.get(f"/api/v1/routines/{world.asked}/timeline?level=3")
    assert played.status_code == (409 if is_silenced(world.held) else 200)
    if played.status_code == 200:
        assert played.json["level"] <= highest_level(world.held)
        for entry in played.json["entries"]:
            assert entry["exercise"] not in world.blocked
        assert world.blocked.isdisjoint(played.json["exercises"])
    return played.text


def routines_listed(world: World) -> str:
    """The list of routines: what it offers may be offered."""
    listed = world.keeper.get("/api/v1/routines")
    offered = {one["offered"] for one in listed.json["routines"] if one["offered"]}
    assert {world.catalogue.get_routine(each).title for each in offered} <= titles_left(world)
    return listed.text


def plan_previewed(world: World) -> str:
    """The coming reminders: the routines they offer."""
    preview = world.keeper.get("/api/v1/plan/preview?days=2")
    named = {each["routine"] for each in preview.json["occurrences"]}
    assert {world.catalogue.get_routine(each).title for each in named} <= titles_left(world)
    return preview.text


def reminder_sent(world: World) -> str:
    """What the phone would show of a reminder for what is asked, and the page that it opens."""
    person, then = world.keeper.person_id, world.then
    with world.app.app_context():
        message, token = sent_now(world, person, then)
    asked = world.keeper.get("/api/v1/due")
    assert asked.status_code == 200
    due, opened = asked.json["occurrence"], world.keeper.client.get(f"/go/{token}").text
    titles = titles_left(world) | {NEUTRAL}
    assert message["title"] in titles
    assert due is None or due["title"] in titles
    return f"{message} {due} {opened}"


def sent_now(world: World, person: int, then: datetime) -> tuple[dict[str, Any], str]:
    """Let a reminder be due now, take it as a sender does, and read its message."""
    ends = then + timedelta(minutes=15)
    db.session.execute(delete(Occurrence).where(Occurrence.person_id == person))
    occurrence = Occurrence(
        person_id=person, kind="planned", due_at=then, expires_at=ends, claimed_at=then,
        routine=world.asked,
    )  # fmt: skip
    db.session.add(occurrence)
    db.session.flush()
    [device] = devices_of(person)
    delivery = Delivery(
        person_id=person, occurrence_id=occurrence.id, device_id=device.id, created_at=then,
        expires_at=ends, next_attempt_at=then,
    )  # fmt: skip
    db.session.add(delivery)
    db.session.commit()
    [leased] = take_waiting(parts(world.app).office, then)
    token = parts(world.app).tokens.sign(GoToken(occurrence.id, delivery.id))
    return json.loads(leased.parcel.message.payload)["notification"], token


def calendar_of(world: World) -> str:
    """The calendar that other programs read."""
    with world.app.test_request_context():
        person = get_person(world.keeper.person_id)
        feed = Feed(person, list(outlook(person, 2, world.then)), ())
        found = calendar_file.calendar_of(feed, world.then).decode()
    named = set(re.findall("SUMMARY:(.*)", found.replace("\r", "")))
    assert named <= titles_left(world) | {NEUTRAL}
    return found


SURFACES: dict[str, Callable[[World], str]] = {
    "timeline": timeline_of,
    "list of routines": routines_listed,
    "plan's preview": plan_previewed,
    "reminder, due and the page it opens": reminder_sent,
    "calendar": calendar_of,
    # what the service worker keeps: today, library, routine, player, the own routine, progress
    "today": page_of("/"),
    "library": page_of("/routines"),
    "routine or exercise": routine_page,
    "player": page_of("/routines/{}/play"),
    "own routine's player": page_of("/play-mine"),
    "progress": page_of("/progress"),
    # and the pages that it does not
    "exercises": page_of("/exercises"),
    "plan": page_of("/plan"),
    "history": page_of("/plan/history"),
    "own routines": page_of("/own"),
}


def titles_left(world: World) -> set[str]:
    """The titles under which something may be offered; none only where everything stops."""
    found = set()
    for name in {*world.catalogue.routines, world.asked}:
        try:
            timeline = compile_within(world.catalogue, (name, 1), world.held, BEGINNER)
        except NothingAllowed:
            continue
        found.add(timeline.title)
    assert bool(found) != is_silenced(world.held)
    return found


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
