"""The text of a routine's file as JSON, read strictly: what could mean two things is refused."""

import json
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from webapp.actions.taking_along import FORMAT as OF_A_PERSON
from webapp.domain.routine_files import FORMAT, MOST_BYTES, VERSION
from webapp.language import gettext
from webapp.web.errors import FieldError

LONGEST_NAME = 40


class FileRefused(Exception):
    """A file that cannot come in, with the reasons in words."""

    def __init__(self, *errors: FieldError) -> None:
        super().__init__(", ".join(error.field for error in errors))
        self.errors = errors


class _Twice(ValueError):
    """A field that an object names twice."""


def fields_of(content: bytes) -> Mapping[str, Any]:
    """The fields of what calls itself a routine's file of our version; FileRefused says why not."""
    if len(content) > MOST_BYTES:
        kilobytes = MOST_BYTES // 1024
        raise _refusal(gettext("A routine's file is never larger than %(kb)s kB.", kb=kilobytes))
    found = _json_in(content)
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise _refusal(_some_other(found))
    version = found.get("version")
    if isinstance(version, int) and version > VERSION:
        raise _refusal(gettext("This file comes from a newer Unhunch. Update this one first."))
    return found


def misfits_of(error: ValidationError) -> list[FieldError]:
    """What is wrong with each field, in the reader's language."""
    found = error.errors(include_url=False, include_input=False)
    return [
        FieldError(_name(each["loc"]), _words(each["type"], each.get("ctx", {}))) for each in found
    ]


def _json_in(content: bytes) -> Any:
    if not content.strip():
        raise _refusal(gettext("Choose a file first, or paste its text."))
    try:
        text = content.decode("utf-8-sig")
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except _Twice as twice:
        words = gettext("%(name)s stands in it twice. Take one of them out.", name=twice)
        raise _refusal(words) from None
    except (ValueError, RecursionError):
        raise _refusal(_no_json(content)) from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise _Twice(name[:LONGEST_NAME])
        found[name] = value
    return found


def _no_number(name: str) -> Any:
    raise ValueError(name)


def _no_json(content: bytes) -> str:
    if content.lstrip()[:8].lower().startswith((b"http://", b"https://")):
        return gettext("This is a link. Open it in the browser: it shows the routine first.")
    return gettext(
        "This is not a routine's file: it cannot be read as JSON. "
        "Choose one that ends in .unhunch.json."
    )


def _some_other(found: Any) -> str:
    if isinstance(found, dict) and found.get("format") == OF_A_PERSON:
        return gettext("This is a file of everything. It comes in on the page Your things.")
    return gettext(
        "This is some other file, not a routine from Unhunch. "
        "Choose one that ends in .unhunch.json."
    )


def _name(where: tuple[int | str, ...]) -> str:
    return ".".join(str(part)[:LONGEST_NAME] for part in where) or "file"


def _words(kind: str, limits: Mapping[str, Any]) -> str:
    if kind == "missing":
        return gettext("This is missing.")
    if kind == "extra_forbidden":
        return gettext("There is no such field. Take it out.")
    if kind == "string_too_long":
        return gettext("Use %(most)s characters at most.", most=limits["max_length"])
    if kind == "too_long":
        return gettext("There may be %(most)s at most.", most=limits["max_length"])
    return _other_words(kind, limits)


def _other_words(kind: str, limits: Mapping[str, Any]) -> str:
    if kind.startswith("int_"):
        return gettext("Write a whole number.")
    if kind in ("greater_than_equal", "less_than_equal"):
        return gettext("Write %(bound)s here.", bound=_bound(limits))
    if kind == "string_pattern_mismatch":
        return gettext("Names here are e1 to e99.")
    return gettext("Something else belongs here. Ask whoever made the file for a new one.")


def _bound(limits: Mapping[str, Any]) -> str:
    if "ge" in limits:
        return gettext("%(n)s or more", n=limits["ge"])
    return gettext("%(n)s or less", n=limits["le"])


def _refusal(words: str) -> FileRefused:
    return FileRefused(FieldError("file", words))
