"""How a push service knows that it is us: the signed header of RFC 8292."""

import re
from datetime import datetime, timedelta

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid.jwt import sign

from webapp.push import base64url
from webapp.push.endpoint import origin_of

LIFE = timedelta(hours=12)  # RFC 8292 allows 24; a wrong clock may cost the other half
RENEWED_BEFORE_END = timedelta(hours=1)

_LIFE, _RENEWED_BEFORE = int(LIFE.total_seconds()), int(RENEWED_BEFORE_END.total_seconds())
_MAX_AUDIENCES = 1000  # hosts come from browsers, so their number needs an end
_MAIL = re.compile(r"mailto:[^\s<>@:]+@[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}", re.IGNORECASE)
_PAGE = re.compile(
    r"https://[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}(:\d+)?(/[^\s<>]*)?", re.IGNORECASE
)


class VapidKey:
    """The key pair that every subscription of ours is tied to."""

    def __init__(self, private_key: ec.EllipticCurvePrivateKey) -> None:
        self.private_key = private_key
        point = private_key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        self.public_text = base64url.encoded(point)

    @classmethod
    def generate(cls) -> "VapidKey":
        """Answer a new key."""
        return cls(ec.generate_private_key(ec.SECP256R1()))

    @classmethod
    def from_text(cls, text: str) -> "VapidKey":
        """Read a private key of 32 bytes in base64url; ValueError, without the text, otherwise."""
        try:
            raw = base64url.decoded(text.strip())
            if len(raw) != 32:
                raise ValueError("wrong length")
            return cls(ec.derive_private_key(int.from_bytes(raw), ec.SECP256R1()))
        except ValueError:
            raise ValueError("A VAPID private key is 32 bytes of P-256 in base64url.") from None

    @property
    def as_text(self) -> str:
        """The private key as from_text reads it."""
        return base64url.encoded(self.private_key.private_numbers().private_value.to_bytes(32))


class VapidSigner:
    """Signs for one sender; a signature is made once per push service and kept for hours."""

    def __init__(self, key: VapidKey, subject: str) -> None:
        """Take the key and who answers for it; ValueError for a subject that Apple refuses."""
        check_subject(subject)
        self.public_text = key.public_text
        self._key = key
        self._subject = subject
        self._kept: dict[str, tuple[int, str]] = {}

    def header(self, endpoint: str, now: datetime) -> str:
        """Answer the Authorization header for this endpoint."""
        return self.header_for(origin_of(endpoint), now)

    def header_for(self, audience: str, now: datetime) -> str:
        """Answer the Authorization header for a push service, by its origin."""
        second = int(now.timestamp())
        expires, header = self._kept.get(audience, (0, ""))
        # More than a whole life left means that the clock went back: too far ahead is refused too.
        if _RENEWED_BEFORE < expires - second <= _LIFE:
            return header
        return self._renewed(audience, second)

    def _renewed(self, audience: str, second: int) -> str:
        expires = second + _LIFE
        token = sign({"aud": audience, "exp": expires, "sub": self._subject}, self._key.private_key)
        header = f"vapid t={token},k={self._key.public_text}"
        if len(self._kept) >= _MAX_AUDIENCES:
            self._kept.clear()
        self._kept[audience] = (expires, header)
        return header


def check_subject(subject: str) -> None:
    """Raise ValueError unless every push service accepts this contact address."""
    if not (_MAIL.fullmatch(subject) or _PAGE.fullmatch(subject)):
        raise ValueError(
            "A VAPID subject is mailto:name@host.tld or an https address, without spaces or <>."
        )
