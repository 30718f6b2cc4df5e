"""What the one foreground command says: a line for each step, and its children's lines."""

import sys
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TextIO

NAME_WIDTH = 12


@dataclass(frozen=True, slots=True)
class Console:
    """Writes whole lines, also from several threads; a reader that has gone stops nothing."""

    out: TextIO = field(default_factory=lambda: sys.stdout)
    errors: TextIO = field(default_factory=lambda: sys.stderr)
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def step(self, name: str, what: str) -> None:
        """Say what a part has come to, under its name."""
        self._write(self.out, f"{name:<{NAME_WIDTH}}{what}\n")

    def say(self, text: str) -> None:
        """Say a line of its own."""
        self._write(self.out, f"{text}\n")

    def complain(self, text: str) -> None:
        """Say what went wrong, where errors are looked for."""
        self._write(self.errors, f"{text}\n")

    def _write(self, stream: TextIO, text: str) -> None:
        with self._turn, suppress(OSError, ValueError):
            stream.write(text)
            stream.flush()
