"""What a person can do with a page, whatever the browser."""

from typing import Any, Protocol


class Hands(Protocol):
    """Hands on one browser; everything is found by the words a person reads."""

    def go(self, url: str) -> None:
        """Open an address."""
        ...

    def press(self, words: str) -> None:
        """Press the link or button with these words, once it is there."""
        ...

    def choose(self, words: str) -> None:
        """Tick every checkbox or radio button whose label begins with these words."""
        ...

    def write(self, name: str, text: str) -> None:
        """Fill in the field of that form name."""
        ...

    def wait_for_words(self, words: str) -> None:
        """Wait until these words can be seen."""
        ...

    def time_zone(self) -> str:
        """The zone the browser says it is in."""
        ...

    def read_json(self, path: str) -> Any:
        """Fetch an address of the site as the page would."""
        ...

    def run(self, script: str) -> Any:
        """Run the body of an async function in the page and return what it returns."""
        ...

    def pass_time(self, seconds: int) -> None:
        """Let so much time pass for the page, in much less."""
        ...
