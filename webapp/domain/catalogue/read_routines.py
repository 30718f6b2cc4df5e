"""From the document's routines to typed ones."""

from collections.abc import Mapping
from types import MappingProxyType

from webapp.domain.catalogue.exercise import LEVELS
from webapp.domain.catalogue.node import Node
from webapp.domain.catalogue.routine import Bookend, Item, Need, Routine

_REQUIRED = "id title summary category claimed_minutes prepare items finish fallback frequency"


def read_routine(node: Node) -> Routine:
    """Read one routine; raises Malformed."""
    node.holds(f"{_REQUIRED} sources", "follow_with unlock")
    fallback = node.text("fallback")
    return Routine(
        id=node.text("id"),
        title=node.text("title"),
        summary=node.text("summary"),
        category=node.text("category"),
        claimed_minutes=_claims(node),
        prepare=_bookend(node.node("prepare")),
        items=tuple(_item(each) for each in node.nodes("items")),
        finish=_bookend(node.node("finish")),
        follow_with=node.words("follow_with"),
        fallback=None if fallback == "none" else fallback,
        frequency=node.text("frequency"),
        unlock=node.text("unlock") if node.has("unlock") else None,
        sources=node.words("sources"),
    )


def read_need(node: Node) -> Need:
    """Read one need of the library; raises Malformed."""
    node.holds("id title routines")
    return Need(node.text("id"), node.text("title"), node.words("routines"))


def _claims(node: Node) -> Mapping[int, float]:
    claims = {}
    for level, value in node.by_level("claimed_minutes").items():
        if not isinstance(value, int | float) or isinstance(value, bool):
            raise node.wrong(f"claimed_minutes of level {level} must be a number")
        claims[level] = float(value)
    return MappingProxyType(claims)


def _bookend(node: Node) -> Bookend:
    node.holds("seconds list", "cue")
    return Bookend(node.whole("seconds"), node.text("list"), node.text("cue", default=""))


def _item(node: Node) -> Item:
    node.holds("exercise", "seconds")
    return Item(node.text("exercise"), MappingProxyType(_overrides(node)))


def _overrides(node: Node) -> dict[int, int]:
    if not node.has("seconds"):
        return {}
    if isinstance(node.values["seconds"], dict):
        return node.whole_by_level("seconds", at_least=1)
    return dict.fromkeys(LEVELS, node.whole("seconds", at_least=1))
