"""The catalogue as a whole: frozen, read once, the same for everybody."""

from collections.abc import Mapping
from dataclasses import dataclass

from webapp.domain.catalogue.alone import alone
from webapp.domain.catalogue.exercise import Exercise
from webapp.domain.catalogue.problems import UnknownRoutine
from webapp.domain.catalogue.progression import Progression
from webapp.domain.catalogue.routine import Need, Routine


@dataclass(frozen=True, slots=True)
class EffectRule:
    """What an effect of the safety check takes away; `hides` are lines that are not shown."""

    id: str
    kinds: frozenset[str]
    tags: frozenset[str]
    points: frozenset[str]
    hides: frozenset[str]
    note: str

    def blocks(self, exercise: Exercise) -> bool:
        """Tell whether the effect takes this exercise away."""
        return (
            exercise.kind in self.kinds
            or not self.tags.isdisjoint(exercise.tags)
            or not self.points.isdisjoint(exercise.points)
        )


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the safety check; a yes has its effects, for `lasts_hours` where given.

    Once it has become a no, the effects of `settles_as` go on for `settles_hours`, where given.
    """

    id: str
    group: str
    when: tuple[str, ...]
    ask: str
    effects: tuple[str, ...]
    clearable: str
    message: str
    sources: tuple[str, ...]
    lasts_hours: int | None
    settles_hours: int | None
    settles_as: str


@dataclass(frozen=True, slots=True)
class StopSign:
    """A sign that ends a session at once."""

    id: str
    sign: str


@dataclass(frozen=True, slots=True)
class StopSigns:
    """The signs to stop at, and what to do then."""

    urgent: tuple[StopSign, ...]
    stop_and_rest: tuple[StopSign, ...]
    urgent_action: str
    rest_action: str


@dataclass(frozen=True, slots=True)
class NoGoZone:
    """A place that no exercise touches."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class HardRule:
    """A rule that holds in every exercise."""

    id: str
    rule: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """A source, where it stands, and whether it was read itself (`stored`) or at second hand."""

    id: str
    what: str
    url: str
    status: str


@dataclass(frozen=True, slots=True)
class Disclaimer:
    """What must be said about the content as a whole."""

    short: str
    before_touch: str
    evidence_note: str


@dataclass(frozen=True, slots=True)
class Caps:
    """How much of something is good for a person: on one day, or on how many days of seven."""

    massage_full_per_day: int
    massage_minutes_per_day: int
    same_point_per_day: int
    four_seven_eight_per_day: int
    strength_days_per_week: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All content; mappings keep the order of the file."""

    version: int
    status: str
    exercises: Mapping[str, Exercise]
    routines: Mapping[str, Routine]
    needs: Mapping[str, Need]
    questions: tuple[Question, ...]
    effects: Mapping[str, EffectRule]
    swaps: Mapping[str, str]
    prepare_lists: Mapping[str, tuple[str, ...]]
    finish_lists: Mapping[str, tuple[str, ...]]
    stop_signs: StopSigns
    hard_rules: tuple[HardRule, ...]
    no_go_zones: tuple[NoGoZone, ...]
    references: Mapping[str, Reference]
    disclaimer: Disclaimer
    caps: Caps
    progression: Progression
    transition_seconds: int

    def find_routine(self, routine_id: str) -> Routine | None:
        """Answer the routine with this id, None when there is none.

        An exercise's id stands for the routine that is this exercise alone.
        """
        found = self.routines.get(routine_id)
        exercise = None if found else self.exercises.get(routine_id)
        return alone(exercise) if exercise else found

    def get_routine(self, routine_id: str) -> Routine:
        """Answer the routine with this id; raises UnknownRoutine."""
        routine = self.find_routine(routine_id)
        if routine is None:
            raise UnknownRoutine(routine_id)
        return routine
