"""A state of a page: who opens which address, on what, and what they do until it is there."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

NOBODY = ""
ANDROID = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/156.0.0.0 Mobile Safari/537.36"
)
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1"
)


class Hand(Protocol):
    """What is done to a page, whatever the browser."""

    def press(self, selector: str) -> None:
        """Press what can be seen and matches first."""
        ...

    def see(self, selector: str) -> None:
        """Wait until it can be seen."""
        ...

    def write(self, selector: str, text: str) -> None:
        """Fill in a field."""
        ...

    def later(self, seconds: float) -> None:
        """Let the page's clock go on by so much."""
        ...

    def run(self, script: str) -> None:
        """Run a script in the page."""
        ...


Step = Callable[[Hand], None]


@dataclass(frozen=True)
class Device:
    """What the browser says it is; `script` runs before anything of the page's."""

    agent: str = ANDROID
    script: str = ""
    time_zone: str = "Europe/Berlin"
    touch: bool = True


@dataclass(frozen=True)
class State:
    """One state of one page; `answers` stand in for the server's, by a pattern of the address."""

    name: str
    address: str
    who: str = NOBODY
    lead: tuple[Step, ...] = ()
    device: Device = field(default_factory=Device)
    answers: dict[str, Any] = field(default_factory=dict)
    at_home: bool = False
    chromium_only: bool = False

    @property
    def page(self) -> str:
        """The page it is a state of: the first word of its name."""
        return self.name.split("-")[0]


def press(selector: str) -> Step:
    """Press it."""
    return lambda hand: hand.press(selector)


def see(selector: str) -> Step:
    """Wait for it."""
    return lambda hand: hand.see(selector)


def write(selector: str, text: str) -> Step:
    """Fill it in."""
    return lambda hand: hand.write(selector, text)


def later(seconds: float) -> Step:
    """Let time go by."""
    return lambda hand: hand.later(seconds)


def run(script: str) -> Step:
    """Run a script in the page."""
    return lambda hand: hand.run(script)
