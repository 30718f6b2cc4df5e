"""Pages as a person reads them: fields with what is in them and the message beside them."""

from html.parser import HTMLParser
from typing import Any


class Page(HTMLParser):
    """The fields and messages of one page, by name."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.checked: set[tuple[str, str]] = set()
        self.texts: dict[str, str] = {}
        self.styles: list[str] = []
        self.scripts: list[str] = []
        self._select = ""
        self._chosen = False
        self._open = ""
        self.feed(text)

    def message(self, name: str) -> str:
        """The message beside a field; empty where there is none."""
        return self.texts.get(f"{name}-error", "").strip()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, Any]]) -> None:
        """Note what a tag says."""
        given = {name: value or "" for name, value in attributes}
        if "style" in given or any(name.startswith("on") for name in given):
            self.styles.append(str(self.get_starttag_text()))
        if tag == "script" and "src" not in given:
            self.scripts.append(given.get("type", ""))
        note = {"input": self._input, "select": self._choice, "option": self._option}.get(tag)
        if note:
            note(given)
        self._open = given["id"] if given.get("id", "").endswith("-error") else ""

    def handle_data(self, data: str) -> None:
        """Collect the words of messages, and of chosen options that have no value of their own."""
        if self._open:
            self.texts[self._open] = self.texts.get(self._open, "") + data
        if self._chosen:
            self.values[self._select] = data.strip()
            self._chosen = False

    def handle_endtag(self, _tag: str) -> None:
        """A message ends with its tag."""
        self._open = ""

    def _choice(self, given: dict[str, str]) -> None:
        self._select = given.get("name", "")

    def _option(self, given: dict[str, str]) -> None:
        if "selected" in given and "value" in given:
            self.values[self._select] = given["value"]
        elif "selected" in given:
            self._chosen = True

    def _input(self, given: dict[str, str]) -> None:
        name = given.get("name", "")
        if given.get("type") in ("checkbox", "radio"):
            if "checked" in given:
                self.checked.add((name, given.get("value", "on")))
        else:
            self.values[name] = given.get("value", "")
