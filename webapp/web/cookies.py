"""The sign-in cookie: signed, long-lived, and as strict as the connection allows."""

from datetime import datetime, timedelta

from flask import Flask, request
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from itsdangerous import URLSafeTimedSerializer

from webapp import clock

LASTS = timedelta(days=400)
ROLLS_AFTER = timedelta(days=1)
PLAIN_NAME = "unhunch"
SECURE_NAME = "__Host-unhunch"


class SignInCookies(SecureCookieSessionInterface):
    """Flask's signed cookie under the `__Host-` name, and Secure, whenever the request is https.

    A browser refuses that name on plain http (RFC 6265bis 4.1.3.2), so localhost gets the other.
    """

    def get_cookie_name(self, app: Flask) -> str:
        """The cookie's name for this request."""
        return SECURE_NAME if request.is_secure else PLAIN_NAME

    def get_cookie_secure(self, app: Flask) -> bool:
        """Secure exactly when the request is."""
        return request.is_secure

    def should_set_cookie(self, app: Flask, session: SessionMixin) -> bool:
        """Whether this answer brings the cookie: only what changed it, and a page once a day.

        A page is never alone: its files and the service worker ask beside it. Were each of their
        answers to repeat the cookie it was asked with, a late one would undo a sign-in, and a
        shared cache would hold it.
        """
        return session.modified or (session.permanent and self._is_worn(app))

    def _is_worn(self, app: Flask) -> bool:
        signed_at = self._signed_at(app) if _is_for_a_page() else None
        return signed_at is not None and clock.now() - signed_at > ROLLS_AFTER

    def _signed_at(self, app: Flask) -> datetime | None:
        serializer = self.get_signing_serializer(app)
        cookie = request.cookies.get(self.get_cookie_name(app))
        if serializer is None or cookie is None:
            return None
        return _moment(serializer, cookie)


def configure(app: Flask) -> None:
    """Give an application these cookies."""
    app.session_interface = SignInCookies()
    app.config.update(
        PERMANENT_SESSION_LIFETIME=LASTS,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
    )


def _is_for_a_page() -> bool:
    """Whether a tab asked: what a page or the worker fetches says nothing of HTML."""
    return "text/html" in request.headers.get("Accept", "")


def _moment(serializer: URLSafeTimedSerializer, cookie: str) -> datetime:
    _, signed_at = serializer.loads(cookie, return_timestamp=True)
    assert isinstance(signed_at, datetime)
    return signed_at
