"""What every way of posting promises: requests go out many at once, and each gets an answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol


class Trouble(StrEnum):
    """Why a request got no answer."""

    TIMED_OUT = "timed out"
    UNTRUSTED = "the certificate is not trusted"
    UNCONNECTED = "no connection"
    BROKEN = "the connection broke"
    NOT_PUBLIC = "the address is not public"


@dataclass(frozen=True, slots=True)
class Request:
    """One POST; no repr shows it, because the address and the signature are secrets."""

    url: str = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    guarded: bool = True  # only public addresses may be connected to


@dataclass(frozen=True, slots=True)
class Answer:
    """A status and what the service said of coming back, or the trouble there was instead."""

    status: int | None = None
    retry_after: str | None = None
    trouble: Trouble | None = None


class Transport(Protocol):
    """Posts requests; used by one thread at a time.

    Redirects are not followed, response bodies are not kept, connections are, and neither proxy nor
    authority is taken from the environment.
    """

    def room(self) -> int:
        """Answer how many more requests may be started now."""

    def start(self, number: int, request: Request) -> None:
        """Begin a request; its answer comes under this number. Only where there is room."""

    def finished(self, patience: float) -> list[tuple[int, Answer]]:
        """Answer what has come to an end, waiting at most so many seconds for the first of it."""

    def close(self) -> None:
        """Let go of every connection; what is under way gets no answer any more."""
