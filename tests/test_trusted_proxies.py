"""Forwarded headers count from the listed proxies only, and from nobody else."""

from ipaddress import ip_address

import pytest

from webapp.trusted_proxies import TrustedProxies

LISTED = (ip_address("10.0.0.1"), ip_address("::1"))
FORWARDED = {
    "HTTP_X_FORWARDED_FOR": "203.0.113.9",
    "HTTP_X_FORWARDED_PROTO": "https",
    "HTTP_X_FORWARDED_HOST": "neck.example.org",
}


def seen_by_the_app(sender: str, headers: dict[str, str], trusted=LISTED) -> dict[str, str]:
    seen = {}

    def application(environ, start_response):
        seen.update(environ)
        return []

    environ = {
        "REMOTE_ADDR": sender,
        "HTTP_HOST": "127.0.0.1:8000",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "wsgi.url_scheme": "http",
        **headers,
    }
    TrustedProxies(application, trusted)(environ, lambda *_: lambda _: None)
    return seen


@pytest.mark.parametrize("sender", ["10.0.0.1", "::1", "::ffff:10.0.0.1"])
def test_a_listed_proxy_says_who_asks_and_how(sender):
    seen = seen_by_the_app(sender, FORWARDED)

    assert seen["REMOTE_ADDR"] == "203.0.113.9"
    assert seen["wsgi.url_scheme"] == "https"
    assert seen["HTTP_HOST"] == "neck.example.org"


@pytest.mark.parametrize("sender", ["10.0.0.2", "203.0.113.9", "", "unix"])
def test_from_anybody_else_the_headers_vanish(sender):
    seen = seen_by_the_app(sender, FORWARDED)

    assert (seen["REMOTE_ADDR"], seen["wsgi.url_scheme"]) == (sender, "http")
    assert seen["HTTP_HOST"] == "127.0.0.1:8000"
    assert not FORWARDED.keys() & seen.keys()


def test_nobody_is_trusted_where_nobody_is_listed():
    seen = seen_by_the_app("127.0.0.1", FORWARDED, trusted=())

    assert seen["REMOTE_ADDR"] == "127.0.0.1"
    assert not FORWARDED.keys() & seen.keys()


def test_only_what_the_proxy_itself_has_added_counts():
    claimed = {name: f"claimed.example.com, {value}" for name, value in FORWARDED.items()}

    seen = seen_by_the_app("10.0.0.1", claimed)

    assert seen["REMOTE_ADDR"] == "203.0.113.9"
    assert seen["wsgi.url_scheme"] == "https"
    assert seen["HTTP_HOST"] == "neck.example.org"


@pytest.mark.parametrize("sender", ["10.0.0.1", "10.0.0.2"])
def test_other_forwarding_headers_reach_the_app_from_nobody(sender):
    others = {
        "HTTP_X_FORWARDED_PORT": "1",
        "HTTP_X_FORWARDED_PREFIX": "/admin",
        "HTTP_FORWARDED": "for=203.0.113.9",
    }

    seen = seen_by_the_app(sender, others)

    assert not others.keys() & seen.keys()
    assert seen.get("SCRIPT_NAME", "") == ""
    assert seen["SERVER_PORT"] == "8000"
