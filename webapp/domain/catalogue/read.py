"""From a document to a catalogue: shape only; what must be true of it is in rules."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import TypeVar

from webapp.domain.catalogue.model import Catalogue
from webapp.domain.catalogue.node import Node
from webapp.domain.catalogue.problems import Malformed, Problem
from webapp.domain.catalogue.progression import read_progression
from webapp.domain.catalogue.read_exercises import read_exercise
from webapp.domain.catalogue.read_routines import read_need, read_routine
from webapp.domain.catalogue.read_safety import (
    read_caps,
    read_disclaimer,
    read_effect,
    read_hard_rule,
    read_no_go_zone,
    read_question,
    read_reference,
    read_stop_signs,
)

_SECTIONS = (
    "meta time_model hard_rules no_go_zones work_zone stop_signs effects screening references "
    "exercises swaps prepare_lists finish_lists routines needs progression reminders disclaimer"
)

_Value = TypeVar("_Value")


def read_catalogue(document: object) -> Catalogue:
    """Read a whole document; raises Malformed with the place and the reason."""
    root = Node.of("catalogue", document).holds(_SECTIONS)
    meta = root.node("meta")
    return Catalogue(
        version=meta.whole("schema_version", at_least=1),
        status=meta.text("status"),
        exercises=_by_id((each.id, each) for each in _listed(root, "exercises", read_exercise)),
        routines=_by_id((each.id, each) for each in _listed(root, "routines", read_routine)),
        needs=_by_id((each.id, each) for each in _listed(root, "needs", read_need)),
        questions=tuple(
            _by_id((each.id, each) for each in _listed(root, "screening", read_question)).values()
        ),
        effects=_keyed(root.node("effects"), read_effect),
        swaps=_swaps(root.node("swaps")),
        prepare_lists=_lists(root.node("prepare_lists")),
        finish_lists=_lists(root.node("finish_lists")),
        stop_signs=read_stop_signs(root.node("stop_signs")),
        hard_rules=_listed(root, "hard_rules", read_hard_rule),
        no_go_zones=_listed(root, "no_go_zones", read_no_go_zone),
        references=_keyed(root.node("references"), read_reference),
        disclaimer=read_disclaimer(root.node("disclaimer")),
        caps=read_caps(root.node("progression").node("caps")),
        progression=read_progression(root.node("progression")),
        transition_seconds=root.node("time_model").whole("transition_seconds"),
    )


def _listed(root: Node, section: str, read: Callable[[Node], _Value]) -> tuple[_Value, ...]:
    return tuple(read(_named(node)) for node in root.nodes(section))


def _named(node: Node) -> Node:
    return Node(node.text("id"), node.values)


def _by_id(pairs: Iterable[tuple[str, _Value]]) -> Mapping[str, _Value]:
    found: dict[str, _Value] = {}
    for key, value in pairs:
        if key in found:
            raise Malformed(Problem(key, "duplicate id"))
        found[key] = value
    return MappingProxyType(found)


def _keyed(section: Node, read: Callable[[str, Node], _Value]) -> Mapping[str, _Value]:
    return MappingProxyType(
        {key: read(key, Node.of(key, value)) for key, value in section.values.items()}
    )


def _swaps(section: Node) -> Mapping[str, str]:
    return MappingProxyType({key: section.text(key) for key in section.values})


def _lists(section: Node) -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType({key: section.words(key) for key in section.values})
