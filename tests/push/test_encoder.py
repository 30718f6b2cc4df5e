"""The body is what RFC 8291 prescribes, whoever decrypts it."""

import os

import http_ece
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from pywebpush import WebPusher

from webapp.push import base64url
from webapp.push.encoder import encrypt, seal
from webapp.push.envelopes import Envelopes
from webapp.push.subscription import Subscription

ENDPOINT = "https://fcm.googleapis.com/fcm/send/abc"


def private_key(text: str) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(base64url.decoded(text)), ec.SECP256R1())


def new_browser() -> tuple[ec.EllipticCurvePrivateKey, Subscription]:
    key = ec.generate_private_key(ec.SECP256R1())
    point = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return key, Subscription(ENDPOINT, point, os.urandom(16))


def read(key: ec.EllipticCurvePrivateKey, subscription: Subscription, body: bytes) -> bytes:
    text: bytes = http_ece.decrypt(
        body, private_key=key, auth_secret=subscription.auth, version="aes128gcm"
    )
    return text


def test_the_example_of_rfc_8291_appendix_a_comes_out_to_the_byte() -> None:
    subscription = Subscription(
        ENDPOINT,
        base64url.decoded(
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
        ),
        base64url.decoded("BTBZMqHH6r4Tts7J_aSIgg"),
    )

    body = encrypt(
        subscription,
        b"When I grow up, I want to be a watermelon",
        salt=base64url.decoded("DGv6ra1nlYgDCS1FRnbzlw"),
        private_key=private_key("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"),
    )

    assert base64url.encoded(body) == (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWA"
        "mS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxs"
        "j_Qulcy4a-fN"
    )


@pytest.mark.parametrize("size", [1, 100, 3993])
def test_a_browser_reads_the_same_from_us_as_from_pywebpush(size: int) -> None:
    key, subscription = new_browser()
    text = os.urandom(size)
    keys = {
        "p256dh": base64url.encoded(subscription.p256dh),
        "auth": base64url.encoded(subscription.auth),
    }

    ours = encrypt(subscription, text)
    theirs = WebPusher({"endpoint": ENDPOINT, "keys": keys}).encode(text)["body"]

    assert len(ours) == len(theirs) == size + 103
    assert read(key, subscription, ours) == read(key, subscription, theirs) == text


def test_3993_bytes_fill_the_4096_of_a_push_service_and_one_more_is_refused() -> None:
    _, subscription = new_browser()
    assert len(encrypt(subscription, b"x" * 3993)) == 4096

    with pytest.raises(ValueError, match="3993"):
        encrypt(subscription, b"x" * 3994)


def test_no_two_messages_share_a_salt_or_a_key() -> None:
    _, subscription = new_browser()

    bodies = [encrypt(subscription, b"the same words") for _ in range(50)]

    assert len({body[:16] for body in bodies}) == 50
    assert len({body[21:86] for body in bodies}) == 50


@pytest.mark.parametrize(
    ("point", "auth"),
    [
        (b"\x04" + b"\x01" * 64, os.urandom(16)),
        (b"", os.urandom(16)),
        (new_browser()[1].p256dh, b"abc"),
    ],
    ids=["off the curve", "no point", "short auth"],
)
def test_keys_that_cannot_be_used_are_a_value_error(point: bytes, auth: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        encrypt(Subscription(ENDPOINT, point, auth), b"x")


def test_an_envelope_made_beforehand_is_used_once_and_reads_the_same() -> None:
    key, subscription = new_browser()
    envelopes = Envelopes()
    envelopes.prepare(subscription)
    envelopes.prepare(subscription)

    first, second = envelopes.take(subscription), envelopes.take(subscription)

    assert {first.salt, first.ours, first.key}.isdisjoint({second.salt, second.ours, second.key})
    for envelope in (first, second):
        assert read(key, subscription, seal(envelope, b"some words")) == b"some words"


def test_envelopes_that_nobody_took_make_room_for_newer_ones() -> None:
    envelopes = Envelopes(most=2)
    browsers = [new_browser()[1] for _ in range(3)]
    for subscription in browsers:
        envelopes.prepare(subscription)

    assert len(envelopes) == 2
    for subscription in browsers:
        envelopes.take(subscription)
    assert len(envelopes) == 0


def test_keys_that_cannot_be_used_get_no_envelope_and_are_an_error_when_it_is_taken() -> None:
    envelopes, broken = Envelopes(), Subscription(ENDPOINT, b"", bytes(16))
    envelopes.prepare(broken)

    assert len(envelopes) == 0
    with pytest.raises(ValueError, match=r".+"):
        envelopes.take(broken)
