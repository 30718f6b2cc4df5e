"""The signature is for one push service, short-lived, and made again in good time."""

import json
from datetime import timedelta

import pytest
from py_vapid import Vapid02

from tests.push.conftest import NOW, SUBJECT
from webapp.push import base64url
from webapp.push.vapid import VapidKey, VapidSigner

GOOGLE = "https://fcm.googleapis.com/fcm/send/abc"
APPLE = "https://web.push.apple.com/Qabc"


def claims_of(header: str) -> dict[str, object]:
    token = header.removeprefix("vapid t=").partition(",")[0]
    claims: dict[str, object] = json.loads(base64url.decoded(token.split(".")[1]))
    return claims


def test_a_header_names_its_audience_its_end_and_who_answers_for_it(key: VapidKey) -> None:
    header = VapidSigner(key, SUBJECT).header(GOOGLE, NOW)

    assert claims_of(header) == {
        "aud": "https://fcm.googleapis.com",
        "exp": int((NOW + timedelta(hours=12)).timestamp()),
        "sub": SUBJECT,
    }
    assert header.endswith(f",k={key.public_text}")
    assert Vapid02.verify(header)


def test_each_push_service_gets_a_signature_of_its_own(key: VapidKey) -> None:
    signer = VapidSigner(key, SUBJECT)

    google, apple = signer.header(GOOGLE, NOW), signer.header(APPLE, NOW)

    assert claims_of(google)["aud"] == "https://fcm.googleapis.com"
    assert claims_of(apple)["aud"] == "https://web.push.apple.com"
    assert signer.header(GOOGLE, NOW) == google


def test_one_signature_serves_a_push_service_for_hours(key: VapidKey) -> None:
    signer = VapidSigner(key, SUBJECT)
    first = signer.header(GOOGLE, NOW)

    later = signer.header(GOOGLE + "/another", NOW + timedelta(hours=10, minutes=59))

    assert later == first


def test_a_signature_is_renewed_an_hour_before_it_ends(key: VapidKey) -> None:
    signer = VapidSigner(key, SUBJECT)
    first = signer.header(GOOGLE, NOW)

    renewed = signer.header(GOOGLE, NOW + timedelta(hours=11))

    assert renewed != first
    assert claims_of(renewed)["exp"] == int((NOW + timedelta(hours=23)).timestamp())


def test_a_clock_that_went_back_does_not_leave_an_end_too_far_ahead(key: VapidKey) -> None:
    signer = VapidSigner(key, SUBJECT)
    signer.header(GOOGLE, NOW + timedelta(days=2))

    header = signer.header(GOOGLE, NOW)

    assert claims_of(header)["exp"] == int((NOW + timedelta(hours=12)).timestamp())


def test_any_number_of_hosts_leaves_the_signer_working(key: VapidKey) -> None:
    signer = VapidSigner(key, SUBJECT)

    for number in range(1010):
        signer.header(f"https://host{number}.notify.windows.com/x", NOW)

    assert claims_of(signer.header(GOOGLE, NOW))["aud"] == "https://fcm.googleapis.com"


@pytest.mark.parametrize(
    "subject",
    ["mailto:a@example.com", "mailto:a.b+c@mail.example.org", "https://example.com/contact"],
)
def test_an_address_that_apple_takes_may_be_the_subject(key: VapidKey, subject: str) -> None:
    assert claims_of(VapidSigner(key, subject).header(APPLE, NOW))["sub"] == subject


@pytest.mark.parametrize(
    "subject",
    [
        "",
        "a@example.com",
        "mailto:a@localhost",
        "mailto: a@example.com",
        "mailto:<a@example.com>",
        "mailto:a@example.com\n",
        "mailto:a@b@example.com",
        "http://example.com",
        "https://localhost",
        "https://exa mple.com",
    ],
)
def test_a_subject_that_apple_refuses_is_refused_at_once(key: VapidKey, subject: str) -> None:
    with pytest.raises(ValueError, match="VAPID subject"):
        VapidSigner(key, subject)


def test_a_key_survives_being_written_down() -> None:
    key = VapidKey.generate()

    again = VapidKey.from_text(f"{key.as_text}\n")

    assert again.as_text == key.as_text
    assert again.public_text == key.public_text
    assert len(base64url.decoded(key.as_text)) == 32
    assert len(base64url.decoded(key.public_text)) == 65


@pytest.mark.parametrize("text", ["", "abc", "!" * 43, "A" * 43, "_" * 43, "A" * 86])
def test_a_text_that_is_no_key_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(ValueError, match="32 bytes") as refused:
        VapidKey.from_text(text)

    assert not text or text not in str(refused.value)
