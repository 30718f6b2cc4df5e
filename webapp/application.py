"""The application, put together from its parts."""

from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask, has_request_context
from flask_babel import Babel

from webapp import commands, parts, web
from webapp.domain.catalogue import languages
from webapp.language import language_of_stranger
from webapp.settings import Settings
from webapp.storage import sqlite, tables
from webapp.storage.db import db
from webapp.trusted_proxies import TrustedProxies
from webapp.web.current import find_current_person

ROOT = Path(__file__).parent.parent
MAX_BODY_BYTES = 1024 * 1024
LOCAL_NAMES = ("localhost", "127.0.0.1")


def create_app(settings: Settings) -> Flask:
    """Assemble the application."""
    app = Flask(
        __name__, template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "static")
    )
    app.extensions[parts.KEY] = parts.assemble(settings)
    app.config.from_mapping(_configuration(settings))
    db.init_app(app)
    Babel(app, locale_selector=_locale)
    web.register(app)
    commands.register(app)
    app.wsgi_app = TrustedProxies(app.wsgi_app, settings.trusted_proxies)  # type: ignore[method-assign]
    with app.app_context():
        sqlite.prepare(db.engine)
    assert tables.metadata.tables
    return app


def _configuration(settings: Settings) -> dict[str, object]:
    return {
        "SECRET_KEY": settings.secret_key,
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        # What is bound to a statement is people's, and errors are logged.
        "SQLALCHEMY_ENGINE_OPTIONS": {
            "hide_parameters": True,
            "pool_pre_ping": not settings.is_sqlite,
        },
        "MAX_CONTENT_LENGTH": MAX_BODY_BYTES,
        "TRUSTED_HOSTS": _trusted_hosts(settings),
        "WTF_CSRF_TIME_LIMIT": None,  # a page of an installed app stays open for days
        "WTF_CSRF_SSL_STRICT": False,  # it wants a Referer, which our policy never sends
        "BABEL_DEFAULT_LOCALE": "en",
    }


def _trusted_hosts(settings: Settings) -> list[str]:
    host = urlsplit(settings.public_url).hostname or "localhost"
    return [host, *(LOCAL_NAMES if _is_local(settings.host) else ())]


def _is_local(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _locale() -> str:
    person = find_current_person() if has_request_context() else None
    known = person is not None and person.language in languages()
    return person.language if person and known else language_of_stranger()
