"""Log lines: one an event, for people or as JSON, without what must stay secret."""

import json
import logging
import sys
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, TextIO
from urllib.parse import urlsplit

from flask import g, has_request_context

from webapp.secrecy import Veil
from webapp.settings import Settings

FIELDS = "fields"  # what an event has besides its words: extra={FIELDS: {...}}
REQUESTS = "webapp.web.request_lines"
QUIETER = ("alembic", "apscheduler", "procrastinate", "waitress.queue")
DEEPEST = 40  # frames of a trace


def configure(settings: Settings, part: str, stream: TextIO | None = None) -> None:
    """Let this process log to a stream (standard error) in the style that was set.

    `part` says which process it is: "web", "reminders" or another of ours.
    """
    veil = Veil(_secrets_of(settings))
    is_json = settings.log == "json"
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonLines(veil, part) if is_json else PlainLines(veil, part))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for name in QUIETER:
        logging.getLogger(name).setLevel(logging.WARNING)
    # A line for every request is for machines; people see only what went wrong.
    logging.getLogger(REQUESTS).setLevel(logging.INFO if is_json else logging.ERROR)


class _Lines(logging.Formatter):
    """What both styles share: the words and the trouble of an event, under the veil."""

    def __init__(self, veil: Veil, part: str) -> None:
        super().__init__()
        self._veil = veil
        self._part = part

    def _words(self, record: logging.LogRecord) -> str:
        return self._veil.over(record.getMessage())

    def _trouble(self, record: logging.LogRecord) -> Iterator[tuple[str, list[str]]]:
        """Each exception of the chain, the first cause first: what it says, and its frames."""
        error = record.exc_info[1] if record.exc_info else None
        chain = []
        while error is not None and error not in chain:
            chain.append(error)
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        for one in reversed(chain):
            yield self._veil.over(_said(one)), _frames(one.__traceback__)


class PlainLines(_Lines):
    """Lines for people: instant, level, where, what; a trace beneath."""

    def format(self, record: logging.LogRecord) -> str:
        """The text of one event."""
        at = datetime.fromtimestamp(record.created).isoformat(" ", "milliseconds")  # noqa: DTZ006
        request = _request_id()
        fields = "".join(f" {name}={value}" for name, value in _fields(record, self._veil).items())
        line = f"{at} {record.levelname} {record.name}: {self._words(record)}{fields}"
        lines = [f"{line} request={request}" if request else line]
        for said, frames in self._trouble(record):
            lines += [f"  {said}", *(f"    {frame}" for frame in frames)]
        return "\n".join(lines)


class JsonLines(_Lines):
    """Lines for machines: one JSON object each."""

    def format(self, record: logging.LogRecord) -> str:
        """The line of one event."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, Any] = {
            "at": at.replace("+00:00", "Z"),
            "level": record.levelname.lower(),
            "part": self._part,
            "process": record.process,
            "logger": record.name,
            "event": self._words(record),
        }
        request = _request_id()
        if request:
            line["request"] = request
        line |= _fields(record, self._veil)
        trouble = [{"said": said, "frames": frames} for said, frames in self._trouble(record)]
        if trouble:
            line["trouble"] = trouble
        return json.dumps(line, ensure_ascii=False, default=str)


def _fields(record: logging.LogRecord, veil: Veil) -> dict[str, Any]:
    found = getattr(record, FIELDS, {})
    return {
        name: veil.over(value) if isinstance(value, str) else value for name, value in found.items()
    }


def _said(error: BaseException) -> str:
    # Only the first line: what follows it in errors of databases and of checked input is values.
    first = str(error).strip().partition("\n")[0]
    name = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    return f"{name}: {first}" if first else name


def _frames(trace: TracebackType | None) -> list[str]:
    frames = traceback.extract_tb(trace)[-DEEPEST:]
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]


def _request_id() -> str:
    return str(g.get("request_id", "")) if has_request_context() else ""


def _secrets_of(settings: Settings) -> list[str]:
    texts = [settings.secret_key, settings.vapid_private_key, settings.metrics_token]
    passwords = [
        urlsplit(address).password for address in (settings.database_url, settings.push_proxy or "")
    ]
    return [text for text in (*texts, *passwords) if text]
