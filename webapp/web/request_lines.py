"""A number for every request, and a line in the log that names its rule and never its address."""

import logging
import secrets
import time
from types import TracebackType
from typing import Any

from flask import Flask, Response, g, request

from webapp.log_lines import FIELDS

HEADER = "X-Request-Id"
# Files come by the dozen, and whoever watches asks all day long.
UNTOLD = ("pwa.asset_file", "static", "pwa.healthz", "pwa.readyz", "metrics.show")
log = logging.getLogger(__name__)

ErrorInfo = tuple[type, BaseException, TracebackType] | tuple[None, None, None]


def register(app: Flask) -> None:
    """Number and log the requests of an application."""
    app.before_request(_begin)
    app.after_request(_end)
    # Flask's own line would say the path, which may hold a token.
    app.log_exception = log_exception  # type: ignore[method-assign]


def log_exception(exc_info: ErrorInfo) -> None:
    """Log an exception that nobody caught."""
    log.error("a request failed", exc_info=exc_info, extra={FIELDS: _named()})


def _begin() -> None:
    g.request_id = secrets.token_hex(8)
    g.begun = time.monotonic()


def _end(response: Response) -> Response:
    if "request_id" not in g:
        return response
    response.headers[HEADER] = g.request_id
    if request.endpoint not in UNTOLD:
        milliseconds = round((time.monotonic() - g.begun) * 1000, 1)
        fields = _named() | {"status": response.status_code, "ms": milliseconds}
        log.info("request", extra={FIELDS: fields})
    return response


def _named() -> dict[str, Any]:
    """What was asked for, without what was written in the address."""
    return {"method": request.method, "route": request.url_rule.rule if request.url_rule else "-"}
