"""Levels over JSON."""

from typing import Annotated, Literal

from flask import Blueprint, Response
from pydantic import Field

from webapp.actions.levels import (
    NotOffered,
    go_lower,
    levels_of,
    put_off,
    resume_after_advice,
    reviews_of,
    start_again,
    take_step,
)
from webapp.domain.catalogue.exercise import KINDS
from webapp.domain.offers import Review
from webapp.domain.progression import raised
from webapp.storage.people import Person
from webapp.storage.safety import known_safety
from webapp.web.answers_levels import (
    ConditionAnswer,
    LevelAnswer,
    LevelsAnswer,
    PauseAnswer,
    StepAnswer,
)
from webapp.web.bodies import EmptyBody
from webapp.web.contract import Body, answer, contract
from webapp.web.current import get_current_person, now
from webapp.web.errors import Problem
from webapp.web.level_words import condition_words, pause_words, step_words, why_words

bp = Blueprint("levels_api", __name__, url_prefix="/api/v1")


class LevelBody(Body):
    """The level, and the effort where that is what changes."""

    level: Annotated[int, Field(ge=1, le=3)]
    effort: Annotated[int, Field(ge=1, le=3)] | None = None


class AdviceBody(Body):
    """That a doctor or physiotherapist was asked."""

    advised: Literal[True]


@bp.get("/levels")
@contract({200: LevelsAnswer})
def index() -> Response:
    """Where this person stands with every kind of exercise, and what comes next."""
    return _answer(get_current_person())


@bp.put("/levels/<kind>")
@contract({200: LevelsAnswer}, takes=LevelBody)
def put(kind: str, body: LevelBody) -> Response:
    """Take the step up that is offered, or go lower."""
    person = get_current_person()
    standing = levels_of(person, now())[_known(kind)]
    if body.level < standing.level:
        go_lower(person, kind, body.level, now())
    elif (body.level, body.effort or standing.effort) != (standing.level, standing.effort):
        _raise(person, kind, body)
    return _answer(person)


@bp.post("/levels/<kind>/put-off")
@contract({200: LevelsAnswer}, takes=EmptyBody)
def later(kind: str, body: EmptyBody) -> Response:
    """Not now: offer the step again in a week."""
    person = get_current_person()
    put_off(person, _known(kind), now())
    return _answer(person)


@bp.post("/levels/start-again")
@contract({200: LevelsAnswer}, takes=EmptyBody)
def again(body: EmptyBody) -> Response:
    """Begin at level 1 in everything, as after a flare."""
    person = get_current_person()
    start_again(person, now())
    return _answer(person)


@bp.post("/levels/hands-on")
@contract({200: LevelsAnswer}, takes=AdviceBody)
def resume(body: AdviceBody) -> Response:
    """End the pause of hands-on routines, after advice."""
    person = get_current_person()
    resume_after_advice(person, now())
    return _answer(person)


def _known(kind: str) -> str:
    if kind not in KINDS:
        raise Problem(404, "No such kind", f"Kinds are {', '.join(KINDS)}.")
    return kind


def _raise(person: Person, kind: str, body: LevelBody) -> None:
    found = reviews_of(person, now())[kind]
    target = raised(found.standing, now().date())
    if (body.level, body.effort or target.effort) != (target.level, target.effort):
        detail = f"The next step is level {target.level} with the effort of level {target.effort}."
        raise Problem(409, "One step at a time", detail)
    try:
        take_step(person, kind, now())
    except NotOffered as refused:
        raise Problem(409, "Not yet", _lacking(refused.review)) from None


def _lacking(review: Review) -> str:
    lacks = [condition_words(review, c) for c, holds in review.conditions.items() if not holds]
    return "Still to come: " + "; ".join(lacks) + "."


def _answer(person: Person) -> Response:
    paused = known_safety(person.id, now()).paused
    reviews = reviews_of(person, now())
    return answer(
        LevelsAnswer(
            levels=[_level(reviews[kind]) for kind in KINDS],
            hands_on_pause=PauseAnswer(why=paused, sentence=pause_words(paused))
            if paused
            else None,
        )
    )


def _level(review: Review) -> LevelAnswer:
    standing = review.standing
    return LevelAnswer(
        kind=standing.kind,
        level=standing.level,
        effort=standing.effort,
        since=standing.changed_on,
        why=standing.why,
        sentence=why_words(standing),
        step=_step(review) if review.step else None,
    )


def _step(review: Review) -> StepAnswer:
    target = raised(review.standing, now().date())
    conditions = [
        ConditionAnswer(id=c, met=holds, sentence=condition_words(review, c))
        for c, holds in review.conditions.items()
    ]
    return StepAnswer(
        what=target.why,
        level=target.level,
        effort=target.effort,
        sentence=step_words(review),
        offered=review.is_offered,
        conditions=conditions,
    )
