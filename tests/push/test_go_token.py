"""A token says what we signed, or nothing."""

import hashlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from itsdangerous import Signer

from webapp.push.go_token import ForgedToken, GoToken, GoTokens

TOKENS = GoTokens("a secret of this installation")


@pytest.mark.parametrize("token", [GoToken(7, 12), GoToken(7, None), GoToken(None, 0)])
def test_a_token_reads_as_it_was_signed(token: GoToken) -> None:
    assert TOKENS.read(TOKENS.sign(token)) == token


def test_a_token_is_what_the_library_would_sign() -> None:
    signer = Signer(
        "a secret of this installation",
        salt="unhunch.go",
        key_derivation="hmac",
        digest_method=hashlib.sha256,
    )

    assert TOKENS.sign(GoToken(7, 12)) == signer.sign("7-12").decode()


def test_a_token_is_short_and_may_stand_in_a_path() -> None:
    text = TOKENS.sign(GoToken(9_000_000_000, 9_000_000_000))

    assert re.fullmatch(r"[A-Za-z0-9._-]+", text)
    assert len(text) < 70


def test_another_installations_token_is_forged() -> None:
    with pytest.raises(ForgedToken):
        TOKENS.read(GoTokens("another secret").sign(GoToken(7, 12)))


def test_a_changed_token_is_forged() -> None:
    text = TOKENS.sign(GoToken(7, 12))

    with pytest.raises(ForgedToken):
        TOKENS.read(text.replace("7-12", "8-12"))


@given(st.text(max_size=150))
def test_no_other_text_is_a_token(text: str) -> None:
    with pytest.raises(ForgedToken):
        TOKENS.read(text)


@pytest.mark.parametrize("text", ["", ".", "7-12", "7-12.", "\ud800", "x" * 5000])
def test_what_was_never_signed_is_forged(text: str) -> None:
    with pytest.raises(ForgedToken):
        TOKENS.read(text)


@pytest.mark.parametrize("numbers", [(None, None), (-1, 3), (3, -1)])
def test_a_token_that_names_nothing_cannot_be_made(numbers: tuple[int | None, int | None]) -> None:
    with pytest.raises(ValueError, match="token names"):
        GoToken(*numbers)


def test_tokens_need_a_secret() -> None:
    with pytest.raises(ValueError, match="secret"):
        GoTokens("")
