"""From the document's exercises to typed ones."""

from collections.abc import Mapping
from types import MappingProxyType

from webapp.domain.catalogue.exercise import (
    PHASES,
    BreathPattern,
    Dose,
    Exercise,
    PressurePoint,
    Step,
)
from webapp.domain.catalogue.node import Node

_REQUIRED = (
    "id kind title summary position body_area side default_seconds min_seconds max_seconds "
    "tags levels steps cautions contraindicated_by sources illustration"
)


def read_exercise(node: Node) -> Exercise:
    """Read one exercise; raises Malformed."""
    node.holds(_REQUIRED, "covers_points point locate pattern")
    return Exercise(
        id=node.text("id"),
        kind=node.text("kind"),
        title=node.text("title"),
        summary=node.text("summary"),
        position=node.text("position"),
        body_area=node.words("body_area"),
        side=node.text("side"),
        default_seconds=node.whole("default_seconds", at_least=1),
        min_seconds=node.whole("min_seconds", at_least=1),
        max_seconds=node.whole("max_seconds", at_least=1),
        tags=node.words("tags"),
        points=node.words("covers_points"),
        levels=_doses(node),
        steps=tuple(_step(each) for each in node.nodes("steps")),
        cautions=node.words("cautions"),
        contraindicated_by=node.words("contraindicated_by"),
        sources=node.words("sources"),
        illustration=node.text("illustration"),
        locate=node.text("locate") if node.has("locate") else None,
        point=_point(node.node("point")) if node.has("point") else None,
        pattern=_pattern(node.node("pattern")) if node.has("pattern") else None,
    )


def _doses(node: Node) -> Mapping[int, Dose]:
    doses = {}
    for level, value in node.by_level("levels").items():
        dose = Node.of(f"{node.where}: level {level}", value).holds("seconds dose")
        doses[level] = Dose(dose.whole("seconds", at_least=1), dose.text("dose"))
    return MappingProxyType(doses)


def _step(node: Node) -> Step:
    node.holds("seconds side do cue", "repeat rest stretch direction")
    return Step(
        seconds=node.per_level("seconds", at_least=1),
        repeat=node.per_level("repeat", default=1, at_least=1),
        rest=node.per_level("rest", default=0),
        side=node.text("side"),
        direction=node.text("direction", default=""),
        do=node.text("do"),
        cue=node.text("cue"),
        stretch=node.flag("stretch"),
    )


def _point(node: Node) -> PressurePoint:
    node.holds("who_code name pinyin pressure felt_signals circle")
    return PressurePoint(
        who_code=node.text("who_code"),
        name=node.text("name"),
        pinyin=node.text("pinyin"),
        pressure=node.text("pressure"),
        felt_signals=node.words("felt_signals"),
        circle=node.text("circle"),
    )


def _pattern(node: Node) -> BreathPattern:
    node.holds("phases cycles lead_in lead_out", "max_cycles")
    return BreathPattern(
        phases=MappingProxyType(
            {level: _phases(node, level, each) for level, each in node.by_level("phases").items()}
        ),
        cycles=MappingProxyType(node.whole_by_level("cycles", at_least=1)),
        lead_in=node.whole("lead_in"),
        lead_out=node.whole("lead_out"),
        max_cycles=node.whole("max_cycles", at_least=1) if node.has("max_cycles") else None,
    )


def _phases(node: Node, level: int, value: object) -> Mapping[str, int]:
    phases = Node.of(f"{node.where}: level {level}", value)
    if set(phases.values) != set(PHASES):
        raise phases.wrong("phases incomplete")
    seconds = {phase: phases.whole(phase) for phase in PHASES}
    if not seconds["inhale"] or not seconds["exhale"]:
        raise phases.wrong("a breath goes in and out")
    return MappingProxyType(seconds)
