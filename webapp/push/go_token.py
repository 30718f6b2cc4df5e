"""The signed text in a notification's address: it names one occurrence or one delivery."""

import hashlib
import hmac
import re
from dataclasses import dataclass

from itsdangerous import BadSignature, Signer

from webapp.push import base64url

_NAMED = re.compile(r"(0|[1-9][0-9]{0,18})?-(0|[1-9][0-9]{0,18})?")
_MAX_CHARACTERS = 128


class ForgedToken(Exception):
    """A text that this installation never signed."""


@dataclass(frozen=True, slots=True)
class GoToken:
    """What a notification is about; a test message has a delivery and no occurrence."""

    occurrence: int | None
    delivery: int | None

    def __post_init__(self) -> None:
        if self.occurrence is None and self.delivery is None:
            raise ValueError("A token names an occurrence, a delivery or both.")
        if min(self.occurrence or 0, self.delivery or 0) < 0:
            raise ValueError("A token names no negative number.")


class GoTokens:
    """Signs and reads tokens with the installation's secret."""

    def __init__(self, secret_key: str) -> None:
        """Take the secret; ValueError where it is empty."""
        if not secret_key:
            raise ValueError("Tokens need a secret key.")
        self._signer = Signer(
            secret_key, salt="unhunch.go", key_derivation="hmac", digest_method=hashlib.sha256
        )
        self._key = self._signer.derive_key()

    def sign(self, token: GoToken) -> str:
        """Answer the token as text that may stand in a path: some fifty characters."""
        return self.sign_for(token.occurrence, token.delivery)

    def sign_for(self, occurrence: int | None, delivery: int | None) -> str:
        """Answer the same text for numbers that come from the database."""
        text = f"{_text(occurrence)}-{_text(delivery)}"
        # What the signer would do, with the key derived once instead of for each token.
        return f"{text}.{base64url.encoded(hmac.digest(self._key, text.encode(), 'sha256'))}"

    def read(self, text: str) -> GoToken:
        """Answer what the text names; ForgedToken where it is not a text of ours."""
        if len(text) > _MAX_CHARACTERS or not text.isascii():
            raise ForgedToken
        try:
            signed = self._signer.unsign(text).decode()
        except BadSignature:
            raise ForgedToken from None
        named = _NAMED.fullmatch(signed)
        if named is None or signed == "-":
            raise ForgedToken
        return GoToken(_number(named[1]), _number(named[2]))


def _text(number: int | None) -> str:
    return "" if number is None else str(number)


def _number(text: str | None) -> int | None:
    return int(text) if text else None
