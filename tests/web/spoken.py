"""The words of a page: what is read, what is spoken, and in which language they are."""

import json
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

SPOKEN = ("aria-label", "alt", "title", "placeholder", "aria-description", "data-say")
SILENT = {"style", "code", "kbd"}
VOID = {"input", "meta", "link", "br", "hr", "img", "wbr", "source", "col", "area", "base"}


@dataclass(frozen=True)
class Words:
    """A run of words, and the language that is marked for it."""

    text: str
    language: str


class Spoken(HTMLParser):
    """Collects the words of a page."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.found: list[Words] = []
        self._open: list[tuple[str, str, dict[str, str]]] = [("", "", {})]
        self.feed(source)

    @property
    def text(self) -> str:
        """All of it, with a single space wherever there was any."""
        return re.sub(r"\s+", " ", " ".join(words.text for words in self.found))

    def handle_starttag(self, tag: str, attributes: list[tuple[str, Any]]) -> None:
        """Note the language, and what is spoken of the tag itself."""
        given = {name: value or "" for name, value in attributes}
        language = given.get("lang", self._open[-1][1])
        for name in SPOKEN:
            self._note(given.get(name, ""), language)
        if tag == "meta" and given.get("name") == "description":
            self._note(given["content"], language)
        if tag not in VOID:
            self._open.append((tag, language, given))

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, Any]]) -> None:
        """A tag that holds nothing may still speak."""
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Back to the language around it."""
        if any(each[0] == tag for each in self._open):
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Words on the page, or those a script will say."""
        tag, language, given = self._open[-1]
        if tag == "script" and given.get("id") == "words":
            for said in json.loads(data).values():
                self._note(said, language)
        elif tag not in SILENT and tag != "script":
            self._note(data, language)

    def _note(self, text: str, language: str) -> None:
        if text.strip():
            self.found.append(Words(text.strip(), language))
