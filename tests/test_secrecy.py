"""The veil over log lines: secrets are hidden by what they are, by shape and by place."""

import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.actions.lives import subscription
from webapp.push import base64url
from webapp.push.go_token import GoToken, GoTokens
from webapp.secrecy import Veil

BROWSER = subscription("a-phone-of-somebody")
TOKEN = GoTokens("s" * 32).sign(GoToken(7, 12))
KNOWN = "correct horse battery staple, thirty-two or more"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"no answer from {BROWSER.endpoint}", "no answer from https://fcm.googleapis.com/…"),
        ("GET https://neck.example.org:8443", "GET https://neck.example.org:8443"),
        ("https://neck.example.org/?token=abc", "https://neck.example.org/…"),
        ("postgresql://me:pw@db.example/unhunch", "postgresql://db.example/…"),
        ("http://me:pw@proxy.example:3128", "http://proxy.example:3128"),
        ("https://[broken", "…"),
        (f'"GET /go/{TOKEN}?x=1 HTTP/1.1" 200', '"GET /go/… HTTP/1.1" 200'),
        ("/link/K7QM4XPA", "/link/…"),
        (f"token {TOKEN}", "token 7-12.…"),
        (f"p256dh {base64url.encoded(BROWSER.p256dh)}", "p256dh …"),
        (f"p256dh {BROWSER.p256dh!r}", "p256dh …"),
        (f"p256dh {BROWSER.p256dh.hex()}", "p256dh …"),
        ("Authorization: vapid t=a.b.c,k=d", "Authorization: vapid …"),
        ("Authorization: Bearer short", "Authorization: Bearer …"),
        (f"the key {KNOWN} is refused", "the key … is refused"),
        ("null value\nDETAIL:  Failing row contains (1, Mina)", "null value\\nDETAIL …"),
        ("no such row [parameters: (1, 'Mina')]", "no such row [parameters …"),
    ],
)
def test_a_secret_is_hidden_and_the_rest_can_be_read(text, left):
    assert Veil([KNOWN]).over(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "delivery 4711 was refused: 403 HTTP 403",
        "https://fcm.googleapis.com refused a message: HTTP 403",
        "the plan of person 12 cannot be read any more",
        "looking for due reminders every 0.25 s",
        "0b6bb0b4-5a0c-4bd3-9d0e-8f4f3ac0a001",
        "webapp.actions.deliveries _what_the_form_leaves_alone",
        "2026-11-23T10:00:00.123456+00:00",
        "person Zoë, café, 東京",
    ],
)
def test_what_is_no_secret_is_left_as_it_is(text):
    assert Veil([KNOWN]).over(text) == text


@given(st.text(max_size=200))
def test_whatever_is_said_stays_on_one_line(text):
    said = Veil([KNOWN]).over(text)

    assert said.splitlines() in ([], [said])
    assert said.isprintable() or not said.isascii()


@pytest.mark.parametrize("length", [24, 32, 48])
def test_random_keys_of_any_usual_length_are_hidden(length):
    for _ in range(200):
        key = secrets.token_urlsafe(length)
        assert key not in Veil().over(f"key={key}")
