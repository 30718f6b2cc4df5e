"""The catalogue in another language: the same document with other texts in it.

A language is a folder beside the catalogue, whose files hold nothing but texts, in the shape and
under the ids of the original. What is no text (seconds, tags, sources) is said once, there.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from webapp.domain.catalogue.problems import Malformed, Problem

# Which keys of a section hold text for people; "*" is every key of it.
TEXTS: Mapping[str, frozenset[str]] = {
    section: frozenset(keys.split())
    for section, keys in {
        "hard_rules": "rule",
        "no_go_zones": "label",
        "work_zone": "label",
        "stop_signs": "sign urgent_action rest_action",
        "effects": "note",
        "screening": "ask message",
        "references": "what",
        "exercises": "title summary locate cautions dose do cue name pressure felt_signals circle",
        "prepare_lists": "*",
        "finish_lists": "*",
        "routines": "title summary frequency unlock cue",
        "needs": "title",
        "progression": "note move_up_when_all change_one_thing when do after applies_when "
        "trigger_same trigger_worse action",
        "disclaimer": "short before_touch evidence_note",
    }.items()
}


def translated(document: Any, texts: Mapping[str, Any]) -> Any:
    """Put other texts into a document; raises Malformed when one is missing or too many."""
    unknown = [section for section in texts if section not in TEXTS]
    if unknown:
        raise Malformed(Problem(unknown[0], "no section with texts"))
    put = {
        section: _put(document[section], texts.get(section), keys, section)
        for section, keys in TEXTS.items()
        if section in document
    }
    return _with_hidden_lines(document, {**document, **put})


def joined(parts: Sequence[tuple[str, object]]) -> dict[str, Any]:
    """Join the files of a language, each named; raises Malformed when two say the same."""
    whole: dict[str, Any] = {}
    for name, part in parts:
        if not isinstance(part, dict):
            raise Malformed(Problem(name, "must be a mapping"))
        for section, texts in part.items():
            known = whole.setdefault(str(section), {})
            for key, value in texts.items():
                if key in known:
                    raise Malformed(Problem(name, f"{section}: {key} is said twice"))
                known[key] = value
    return whole


def _put(value: Any, texts: Any, keys: frozenset[str], where: str) -> Any:
    if isinstance(value, list):
        return _put_list(value, texts, keys, where)
    assert isinstance(value, dict)
    given = _mapping(texts, where)
    wanted = {key for key, inner in value.items() if _holds_text(key, inner, keys)}
    for key in given:
        if key not in wanted:
            raise Malformed(Problem(where, f"no text {key} in the original"))
    return {
        key: _text_or_inner(inner, given.get(key), keys, f"{where}: {key}")
        if key in wanted
        else inner
        for key, inner in value.items()
    }


def _put_list(value: list[Any], texts: Any, keys: frozenset[str], where: str) -> list[Any]:
    if all(isinstance(each, dict) and "id" in each for each in value):
        by_id = {each["id"]: each for each in value}
        put = _put(by_id, texts, keys, where)
        return list(put.values())
    given = texts if isinstance(texts, list) else []
    if len(given) != len(value):
        raise Malformed(Problem(where, f"needs {len(value)} entries, has {len(given)}"))
    return [
        _text_or_inner(one, other, keys, f"{where} {number}")
        for number, (one, other) in enumerate(zip(value, given, strict=True), 1)
    ]


def _text_or_inner(value: Any, text: Any, keys: frozenset[str], where: str) -> Any:
    if isinstance(value, dict):
        return _put(value, text, keys, where)
    if isinstance(value, list):
        return _put_list(value, text, keys, where)
    if not isinstance(text, str) or not text.strip():
        raise Malformed(Problem(where, "has no translation"))
    return text


def _holds_text(key: object, value: Any, keys: frozenset[str]) -> bool:
    if isinstance(value, dict):
        return any(_holds_text(inner, each, keys) for inner, each in value.items())
    if isinstance(value, list) and any(isinstance(each, dict) for each in value):
        return any(_holds_text("", each, keys) for each in value)
    is_text = isinstance(value, str) or (isinstance(value, list) and bool(value))
    return is_text and ("*" in keys or key in keys)


def _mapping(texts: Any, where: str) -> Mapping[Any, Any]:
    if texts is None:
        return {}
    if not isinstance(texts, dict):
        raise Malformed(Problem(where, "must be a mapping"))
    return texts


def _with_hidden_lines(original: Any, changed: dict[str, Any]) -> dict[str, Any]:
    """What an effect hides is named by its words, so these follow the lists they stand in."""
    words = dict(_pairs_of_lines(original, changed))
    effects = {
        effect: {**rule, "hides": [words.get(line, line) for line in rule["hides"]]}
        if "hides" in rule
        else rule
        for effect, rule in changed["effects"].items()
    }
    return {**changed, "effects": effects}


def _pairs_of_lines(original: Any, changed: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for section in ("prepare_lists", "finish_lists"):
        for name, lines in original[section].items():
            yield from zip(lines, changed[section][name], strict=True)
