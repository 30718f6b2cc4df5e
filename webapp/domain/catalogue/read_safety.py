"""From the document's safety check, stop signs and rules to typed ones."""

from webapp.domain.catalogue.model import (
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
    node.holds("id group when ask effects clearable message sources", "lasts_hours")
    return Question(
        id=node.text("id"),
        group=node.text("group"),
        when=node.words("when"),
        ask=node.text("ask"),
        effects=node.words("effects"),
        clearable=node.text("clearable"),
        message=node.text("message"),
        sources=node.words("sources"),
        lasts_hours=node.whole("lasts_hours", at_least=1) if node.has("lasts_hours") else None,
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


def read_disclaimer(node: Node) -> Disclaimer:
    """Read what must be said about the content; raises Malformed."""
    node.holds("short before_touch evidence_note")
    return Disclaimer(
        short=node.text("short"),
        before_touch=node.text("before_touch"),
        evidence_note=node.text("evidence_note"),
    )


def _signs(node: Node, key: str) -> tuple[StopSign, ...]:
    signs = (each.holds("id sign") for each in node.nodes(key))
    return tuple(StopSign(sign.text("id"), sign.text("sign")) for sign in signs)
