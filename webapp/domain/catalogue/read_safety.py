"""From the document's safety check, stop signs and rules to typed ones."""

from types import MappingProxyType

from webapp.domain.catalogue.model import (
    Caps,
    Disclaimer,
    EffectRule,
    HardRule,
    NoGoZone,
    Question,
    Reference,
    StopSign,
    StopSigns,
)
from webapp.domain.catalogue.node import Node


def read_effect(effect_id: str, node: Node) -> EffectRule:
    """Read what one effect takes away; raises Malformed."""
    blocks = node.holds("blocks", "hides note").node("blocks").holds("", "kinds tags points")
    return EffectRule(
        id=effect_id,
        kinds=frozenset(blocks.words("kinds")),
        tags=frozenset(blocks.words("tags")),
        points=frozenset(blocks.words("points")),
        hides=frozenset(node.words("hides")),
        note=node.text("note", default=""),
    )


def read_question(node: Node) -> Question:
    """Read one question of the safety check; raises Malformed."""
    hours = "lasts_hours settles_hours settles_as"
    node.holds("id group when ask effects clearable message sources", hours)
    return Question(
        id=node.text("id"),
        group=node.text("group"),
        when=node.words("when"),
        ask=node.text("ask"),
        effects=node.words("effects"),
        clearable=node.text("clearable"),
        message=node.text("message"),
        sources=node.words("sources"),
        lasts_hours=_hours(node, "lasts_hours"),
        settles_hours=_hours(node, "settles_hours"),
        settles_as=node.text("settles_as", default=node.text("id")),
    )


def read_no_go_zone(node: Node) -> NoGoZone:
    """Read one place that is never touched; raises Malformed."""
    node.holds("id label")
    return NoGoZone(node.text("id"), node.text("label"))


def read_stop_signs(node: Node) -> StopSigns:
    """Read the signs that end a session; raises Malformed."""
    node.holds("urgent stop_and_rest urgent_action rest_action")
    return StopSigns(
        urgent=_signs(node, "urgent"),
        stop_and_rest=_signs(node, "stop_and_rest"),
        urgent_action=node.text("urgent_action"),
        rest_action=node.text("rest_action"),
    )


def read_hard_rule(node: Node) -> HardRule:
    """Read one rule that always holds; raises Malformed."""
    node.holds("id rule sources")
    return HardRule(node.text("id"), node.text("rule"), node.words("sources"))


def read_reference(reference_id: str, node: Node) -> Reference:
    """Read one source; raises Malformed."""
    node.holds("what url status")
    return Reference(reference_id, node.text("what"), node.text("url"), node.text("status"))


def read_caps(node: Node) -> Caps:
    """Read how much of something is good for a day or a week; raises Malformed."""
    node.holds(
        "massage_full_per_day massage_minutes_per_day acupressure_same_point_per_day"
        " four_seven_eight_rounds_per_day strength_days_per_week"
    )
    return Caps(
        massage_full_per_day=node.whole("massage_full_per_day", at_least=1),
        massage_minutes_per_day=node.whole("massage_minutes_per_day", at_least=1),
        same_point_per_day=node.whole("acupressure_same_point_per_day", at_least=1),
        four_seven_eight_per_day=node.whole("four_seven_eight_rounds_per_day", at_least=1),
        strength_days_per_week=MappingProxyType(
            node.whole_by_level("strength_days_per_week", at_least=1)
        ),
    )


def read_disclaimer(node: Node) -> Disclaimer:
    """Read what must be said about the content; raises Malformed."""
    node.holds("short before_touch evidence_note")
    return Disclaimer(
        short=node.text("short"),
        before_touch=node.text("before_touch"),
        evidence_note=node.text("evidence_note"),
    )


def _hours(node: Node, key: str) -> int | None:
    return node.whole(key, at_least=1) if node.has(key) else None


def _signs(node: Node, key: str) -> tuple[StopSign, ...]:
    signs = (each.holds("id sign") for each in node.nodes(key))
    return tuple(StopSign(sign.text("id"), sign.text("sign")) for sign in signs)
