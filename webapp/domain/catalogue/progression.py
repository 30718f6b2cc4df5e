"""What the catalogue says of going up and down between levels, in its own words."""

from dataclasses import dataclass

from webapp.domain.catalogue.node import Node


@dataclass(frozen=True, slots=True)
class StepBack:
    """When one goes back, and how far."""

    when: str
    do: str


@dataclass(frozen=True, slots=True)
class Progression:
    """The rules as people read them; what they mean is worked out elsewhere in the domain."""

    move_up_when_all: tuple[str, ...]
    change_one_thing: str
    step_back: tuple[StepBack, ...]
    after_flare: str
    rule_same: str
    rule_worse: str
    rule_applies: str
    rule_action: str


def read_progression(node: Node) -> Progression:
    """Read the rules; raises Malformed."""
    node.holds("levels move_up_when_all change_one_thing step_back flare three_session_rule caps")
    flare = node.node("flare").holds("during after sources")
    rule = node.node("three_session_rule")
    rule.holds("applies_when trigger_same trigger_worse action sources")
    return Progression(
        move_up_when_all=node.words("move_up_when_all"),
        change_one_thing=node.text("change_one_thing"),
        step_back=tuple(_step_back(each) for each in node.nodes("step_back")),
        after_flare=flare.text("after"),
        rule_same=rule.text("trigger_same"),
        rule_worse=rule.text("trigger_worse"),
        rule_applies=rule.text("applies_when"),
        rule_action=rule.text("action"),
    )


def _step_back(node: Node) -> StepBack:
    node.holds("when do")
    return StepBack(node.text("when"), node.text("do"))
