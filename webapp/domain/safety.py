"""What the safety check takes away: effects of answers, and what an effect blocks."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from webapp.domain.catalogue import Catalogue, EffectRule, Exercise, Question
from webapp.domain.catalogue.exercise import KINDS

BREATHING_ONLY = "breathing_only"
LEVEL_1_ONLY = "level_1_only"
STOP_ALL = "stop_all"

# before any check nobody knows what is safe, so only calm, hold-free breathing is
NO_CHECK: frozenset[str] = frozenset({BREATHING_ONLY})

HIGHEST_LEVEL = 3
CHECK_LASTS = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Effect:
    """An effect that is kept: until when (None: until the check is repeated), and liftable by whom.

    `clearable` is "none", or "level_1" where a clinician's word may lift it to level 1.
    """

    id: str
    until: datetime | None
    clearable: str


@dataclass(frozen=True, slots=True)
class Answers:
    """The questions answered with yes, and those of them a clinician's word has lifted.

    `settling` holds questions that became a no, each with the instant until which it still holds.
    """

    yes: frozenset[str]
    cleared: frozenset[str] = frozenset()
    settling: tuple[tuple[str, datetime], ...] = ()


def effects_of(catalogue: Catalogue, answers: Answers, now: datetime) -> tuple[Effect, ...]:
    """Answer the effects of a check, sorted by id; of two alike the stricter holds.

    A lifted question leaves level 1 in place of its effects, if it may be lifted at all. Raises
    ValueError for a question the catalogue does not have.
    """
    unknown = answers.yes - {question.id for question in catalogue.questions}
    if unknown:
        raise ValueError(f"unknown questions: {', '.join(sorted(unknown))}")
    strictest: dict[str, Effect] = {}
    for effect in _given(catalogue, answers, now):
        known = strictest.get(effect.id)
        strictest[effect.id] = effect if known is None else _stricter(known, effect)
    return tuple(strictest[effect_id] for effect_id in sorted(strictest))


def in_force(effects: Iterable[Effect], now: datetime) -> frozenset[str]:
    """Answer the ids of the effects that have not run out."""
    return frozenset(effect.id for effect in effects if effect.until is None or now < effect.until)


def is_outdated(checked_at: datetime, now: datetime) -> bool:
    """Tell whether the whole check must be repeated before anything but calm breathing."""
    return checked_at + CHECK_LASTS <= now


def is_blocked(catalogue: Catalogue, exercise: Exercise, effects: Collection[str]) -> bool:
    """Tell whether any effect takes this exercise away.

    An effect the catalogue does not know blocks as if no check had been made.
    """
    return any(_rule_of(catalogue, effect).blocks(exercise) for effect in effects)


def blocked_ids(catalogue: Catalogue, effects: Collection[str]) -> frozenset[str]:
    """Answer the ids of all exercises these effects take away."""
    exercises = catalogue.exercises.values()
    return frozenset(each.id for each in exercises if is_blocked(catalogue, each, effects))


def highest_level(effects: Collection[str]) -> int:
    """Answer the highest level that may be played: 1 or 3."""
    return 1 if LEVEL_1_ONLY in effects else HIGHEST_LEVEL


def is_silenced(effects: Collection[str]) -> bool:
    """Tell whether nothing at all is offered, and no reminder sent."""
    return STOP_ALL in effects


def lines_shown(
    catalogue: Catalogue, lines: Iterable[str], effects: Collection[str]
) -> tuple[str, ...]:
    """Leave out of a preparation or finish list what an effect hides (heat, creams)."""
    hidden = {line for effect in effects for line in _rule_of(catalogue, effect).hides}
    return tuple(line for line in lines if line not in hidden)


def check_as_json(catalogue: Catalogue) -> dict[str, object]:
    """Answer what a device needs to run the check and to block by itself, in JSON's types."""
    return {
        "catalogue_version": catalogue.version,
        "kinds": list(KINDS),
        "questions": [_question_as_json(question) for question in catalogue.questions],
        "effects": {
            rule.id: {
                "kinds": sorted(rule.kinds),
                "tags": sorted(rule.tags),
                "points": sorted(rule.points),
                "note": rule.note,
            }
            for rule in catalogue.effects.values()
        },
    }


def _question_as_json(question: Question) -> dict[str, object]:
    return {
        "id": question.id,
        "group": question.group,
        "when": list(question.when),
        "ask": question.ask,
        "effects": list(question.effects),
        "clearable": question.clearable,
        "message": question.message,
        "lasts_hours": question.lasts_hours,
        "settles_hours": question.settles_hours,
        "settles_as": question.settles_as,
    }


def _given(catalogue: Catalogue, answers: Answers, now: datetime) -> Iterator[Effect]:
    for question in catalogue.questions:
        if question.id in answers.yes:
            until = _until(question, now)
            for effect in _effects_given(question, answers):
                yield Effect(effect, until, question.clearable)
        for effect, until in _settling(question, answers, now):
            yield Effect(effect, until, question.clearable)


def _settling(
    question: Question, answers: Answers, now: datetime
) -> Iterator[tuple[str, datetime]]:
    for name, until in answers.settling:
        if name == question.id and now < until:
            yield from ((effect, until) for effect in question.effects)


def _effects_given(question: Question, answers: Answers) -> tuple[str, ...]:
    is_lifted = question.id in answers.cleared and question.clearable == "level_1"
    return (LEVEL_1_ONLY,) if is_lifted else question.effects


def _until(question: Question, now: datetime) -> datetime | None:
    return None if question.lasts_hours is None else now + timedelta(hours=question.lasts_hours)


def _stricter(one: Effect, other: Effect) -> Effect:
    endless = one.until is None or other.until is None
    until = None if endless else max(filter(None, (one.until, other.until)))
    clearable = "none" if "none" in (one.clearable, other.clearable) else one.clearable
    return Effect(one.id, until, clearable)


def _rule_of(catalogue: Catalogue, effect: str) -> EffectRule:
    return catalogue.effects.get(effect, catalogue.effects[BREATHING_ONLY])
