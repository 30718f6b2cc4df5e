"""The sign-in cookie: signed, long-lived, and as strict as the connection allows."""

from datetime import timedelta

from flask import Flask, request
from flask.sessions import SecureCookieSessionInterface

LASTS = timedelta(days=400)
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


def configure(app: Flask) -> None:
    """Give an application these cookies."""
    app.session_interface = SignInCookies()
    app.config.update(
        PERMANENT_SESSION_LIFETIME=LASTS,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
    )
