"""Every rule of the catalogue, in the order in which they can be asked."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from webapp.domain.catalogue.exercise import Exercise
from webapp.domain.catalogue.model import Catalogue
from webapp.domain.catalogue.problems import Problem
from webapp.domain.catalogue.rules_exercises import EXERCISE_RULES, words_are_known
from webapp.domain.catalogue.rules_routines import (
    NAMES_IN_ROUTINES_RULES,
    ROUTINE_RULES,
    overrides_can_be_reached,
)
from webapp.domain.catalogue.rules_safety import NAMES_IN_SAFETY_RULES, SAFETY_RULES
from webapp.domain.catalogue.rules_sources import no_machine_paths, sources_are_known
from webapp.domain.catalogue.rules_touch_and_breath import TOUCH_AND_BREATH_RULES

MINIMUM_OF_KIND = {"massage": 6, "acupressure": 8, "breathing": 6, "mobility": 8, "strength": 4}

_Rule = Callable[[Catalogue], Iterable[Problem]]
_ExerciseRule = Callable[[Exercise], Iterable[str]]


def problems_of(document: object, catalogue: Catalogue) -> tuple[Problem, ...]:
    """Find what is wrong: names first, then numbers, then what follows from both."""
    for ask in (_wrong_names, _wrong_numbers, _wrong_consequences):
        problems = tuple(ask(document, catalogue))
        if problems:
            return problems
    return ()


def enough_of_each_kind(catalogue: Catalogue) -> Iterator[Problem]:
    """There is something to choose from in every kind."""
    counts = Counter(exercise.kind for exercise in catalogue.exercises.values())
    for kind, least in MINIMUM_OF_KIND.items():
        if counts[kind] < least:
            yield Problem("counts", f"{kind}: {counts[kind]} of at least {least}")


def _wrong_names(document: object, catalogue: Catalogue) -> Iterator[Problem]:
    yield from no_machine_paths(document)
    yield from sources_are_known(document, catalogue)
    yield from _asked_of_each(catalogue, (words_are_known,))
    yield from _asked(catalogue, NAMES_IN_SAFETY_RULES + NAMES_IN_ROUTINES_RULES)


def _wrong_numbers(_: object, catalogue: Catalogue) -> Iterator[Problem]:
    yield from _asked_of_each(catalogue, EXERCISE_RULES + TOUCH_AND_BREATH_RULES)
    yield from _asked(catalogue, (overrides_can_be_reached, enough_of_each_kind))


def _wrong_consequences(_: object, catalogue: Catalogue) -> Iterator[Problem]:
    yield from _asked(catalogue, SAFETY_RULES + ROUTINE_RULES)


def _asked(catalogue: Catalogue, rules: Iterable[_Rule]) -> Iterator[Problem]:
    for rule in rules:
        yield from rule(catalogue)


def _asked_of_each(catalogue: Catalogue, rules: Iterable[_ExerciseRule]) -> Iterator[Problem]:
    for exercise in catalogue.exercises.values():
        for rule in rules:
            yield from (Problem(exercise.id, reason) for reason in rule(exercise))
