"""Waiting for what happens elsewhere, always with an end."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class TooLate(AssertionError):
    """What a test waited for did not happen in time."""


def until(
    look: Callable[[], T | None],
    what: str,
    seconds: float = 15,
    pause: Callable[[], object] = lambda: time.sleep(0.05),
) -> T:
    """Return the first true answer of `look`; TooLate with its last answer after `seconds`."""
    end = time.monotonic() + seconds
    while True:
        answer = look()
        if answer:
            return answer
        if time.monotonic() > end:
            raise TooLate(f"waited {seconds} s for {what}; last seen: {answer!r}")
        pause()
