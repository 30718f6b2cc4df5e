"""The page of levels: where one stands with each kind, what comes next, and why."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from webapp.actions.levels import (
    NotOffered,
    go_lower,
    levels_of,
    put_off,
    resume_after_advice,
    reviews_of,
    take_step,
)
from webapp.domain.catalogue.exercise import KINDS
from webapp.domain.offers import Review
from webapp.language import gettext
from webapp.parts import parts
from webapp.storage.people import Person
from webapp.storage.safety import known_safety
from webapp.web.current import find_current_person, get_current_person, now
from webapp.web.errors import Problem
from webapp.web.level_words import (
    condition_words,
    pause_words,
    reason_words,
    step_words,
    why_words,
)

bp = Blueprint("levels", __name__)
# One exercise of each kind shows what a level means.
EXAMPLES = {
    "massage": "mas_circle_knead",
    "acupressure": "acu_te3",
    "breathing": "br_long_exhale",
    "mobility": "mob_turn",
    "strength": "str_iso_front",
}


@dataclass(frozen=True, slots=True)
class LevelCard:
    """One kind: where one stands, what the levels mean, and the next step."""

    kind: str
    level: int
    why: str
    example: str
    doses: list[str]
    step: str
    has_step: bool
    is_offered: bool
    reason: str
    conditions: list[tuple[bool, str]]


@bp.get("/levels")
def index() -> ResponseReturnValue:
    """Show every kind of exercise with its level."""
    person = find_current_person()
    if person is None:
        return redirect("/start", 303)
    paused = known_safety(person.id, now()).paused
    return render_template(
        "levels.html",
        active="routines",
        cards=_offered_first(person),
        paused=pause_words(paused) if paused else "",
        rules=parts().catalogue.progression,
    )


@bp.post("/levels")
def change() -> ResponseReturnValue:
    """Take a step, go lower, put a step off, or end the pause."""
    person = get_current_person()
    action = _ACTIONS.get(request.form.get("action", ""))
    if action is None:
        raise Problem(400, gettext("Choose one of the buttons."))
    action(person)
    return redirect("/levels", 303)


def offered_cards(person: Person) -> list[LevelCard]:
    """The steps that are offered to a person now."""
    reviews = reviews_of(person, now()).values()
    return [card_of(review) for review in reviews if review.is_offered]


def _offered_first(person: Person) -> list[LevelCard]:
    found = [card_of(review) for review in reviews_of(person, now()).values()]
    return sorted(found, key=lambda card: not card.is_offered)


def card_of(review: Review) -> LevelCard:
    """One kind as it is shown."""
    standing = review.standing
    example = parts().catalogue.exercises[EXAMPLES[standing.kind]]
    return LevelCard(
        kind=standing.kind,
        level=standing.level,
        why=why_words(standing),
        example=example.title,
        doses=[dose.dose for dose in example.levels.values()],
        step=step_words(review),
        has_step=review.step is not None,
        is_offered=review.is_offered,
        reason=reason_words(review),
        conditions=[(holds, condition_words(review, c)) for c, holds in review.conditions.items()],
    )


def _kind() -> str:
    kind = request.form.get("kind", "")
    if kind not in KINDS:
        raise Problem(400, gettext("Choose one of the buttons."))
    return kind


def _step(person: Person) -> None:
    try:
        take_step(person, _kind(), now())
    except NotOffered:
        title = gettext("Not yet")
        raise Problem(409, title, gettext("The page says what is still to come.")) from None


def _lower(person: Person) -> None:
    kind = _kind()
    go_lower(person, kind, levels_of(person, now())[kind].level - 1 or 1, now())


def _later(person: Person) -> None:
    put_off(person, _kind(), now())


def _resume(person: Person) -> None:
    resume_after_advice(person, now())


_ACTIONS: dict[str, Callable[[Person], None]] = {
    "step": _step,
    "lower": _lower,
    "later": _later,
    "resume": _resume,
}
