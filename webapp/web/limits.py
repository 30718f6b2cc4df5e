"""Rate limits on writes, kept in memory only; no address is stored."""

from flask import Flask, request, session
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from webapp.web.current import SAFE_METHODS, SIGN_IN

WRITES = "240 per minute"
JOINING = "30 per minute"
LINKS = "20 per minute"


def _who() -> str:
    token = session.get(SIGN_IN)
    return f"browser:{token}" if token else f"address:{get_remote_address()}"


limiter = Limiter(
    key_func=_who,
    storage_uri="memory://",
    application_limits=[],
    default_limits=[WRITES],
    default_limits_exempt_when=lambda: request.method in SAFE_METHODS,
    headers_enabled=False,
)


def register(app: Flask) -> None:
    """Limit an application's writes."""
    limiter.init_app(app)
