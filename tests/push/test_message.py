"""One payload serves both Declarative Web Push and our own worker."""

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from webapp.push.message import (
    MAX_PAYLOAD_BYTES,
    Action,
    Message,
    Notification,
    payload,
    topic_of,
)

FIXTURE = Path(__file__).parents[1] / "fixtures" / "push_message.json"
GO = "https://care.example.com/go/7-12.c2lnbmF0dXJl"

REMINDER = Notification(
    title="Desk minute",
    body="90 seconds for your neck. Roll, rub, breathe – then back to work.",
    navigate=GO,
    tag="plan-3",
    token="7-12.c2lnbmF0dXJl",
    actions=(
        Action("snooze", "Snooze 10", f"{GO}?do=snooze"),
        Action("skip", "Skip", f"{GO}?do=skip"),
    ),
)


def test_the_service_workers_test_reads_the_payload_that_we_send() -> None:
    sent = json.loads(payload(REMINDER))
    if os.environ.get("WRITE_FIXTURES"):
        FIXTURE.write_text(json.dumps(sent, indent=2, ensure_ascii=False) + "\n", "utf-8")

    kept = json.loads(FIXTURE.read_text("utf-8"))

    assert kept == sent, "changed on purpose? WRITE_FIXTURES=1 pytest tests/push/test_message.py"


def test_a_payload_is_a_declarative_message_that_our_worker_may_still_change() -> None:
    sent = json.loads(payload(REMINDER))

    assert sent["web_push"] == 8030
    assert sent["mutable"] is True
    assert sent["notification"]["mutable"] is True
    assert sent["notification"]["title"] == "Desk minute"
    assert sent["notification"]["navigate"] == GO
    assert sent["notification"]["data"] == {"token": REMINDER.token, "kind": "reminder"}


def test_every_member_has_the_type_that_the_declarative_parser_reads() -> None:
    notification = json.loads(payload(REMINDER))["notification"]

    for name in ("title", "body", "lang", "dir", "tag", "navigate"):
        assert isinstance(notification[name], str)
    assert notification["silent"] is False
    for action in notification["actions"]:
        assert set(action) == {"action", "title", "navigate"}
        assert action["navigate"].startswith("https://")


def test_a_usual_payload_stays_under_2_kilobytes() -> None:
    long_words = replace(REMINDER, title="Ж" * 60, body="頸" * 180)

    assert len(payload(long_words)) < 2000


def test_a_payload_fills_one_record_and_not_a_byte_more() -> None:
    spare = MAX_PAYLOAD_BYTES - len(payload(replace(REMINDER, body="")))
    assert len(payload(replace(REMINDER, body="x" * spare))) == 3993

    with pytest.raises(ValueError, match="3993"):
        payload(replace(REMINDER, body="x" * (spare + 1)))


@pytest.mark.parametrize("address", ["/go/x", "go/x", "", "javascript:alert(1)", "https:///go/x"])
def test_a_notification_opens_absolute_addresses_only(address: str) -> None:
    with pytest.raises(ValueError, match="absolute"):
        replace(REMINDER, navigate=address)
    with pytest.raises(ValueError, match="absolute"):
        Action("skip", "Skip", address)


def test_a_notification_has_a_title() -> None:
    with pytest.raises(ValueError, match="title"):
        replace(REMINDER, title="")


@pytest.mark.parametrize("text", ["", "plan 3", "plan 3 of person 99", "ü" * 5000])
def test_a_topic_always_has_32_characters_of_base64url(text: str) -> None:
    topic = topic_of(text)

    assert len(topic) == 32
    assert Message(b"x", ttl=60, topic=topic).topic == topic


def test_a_topic_is_the_same_for_the_same_text_and_no_other() -> None:
    assert topic_of("plan 3") == topic_of("plan 3")
    assert topic_of("plan 3") != topic_of("plan 4")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"payload": b""}, "3993"),
        ({"payload": b"x" * 3994}, "3993"),
        ({"ttl": -1}, "0 seconds"),
        ({"urgency": "now"}, "urgency"),
        ({"topic": "time-to-break"}, "topic"),
        ({"topic": "a" * 31 + "\n"}, "topic"),
    ],
)
def test_a_message_that_push_services_refuse_cannot_be_made(
    changes: dict[str, object], reason: str
) -> None:
    with pytest.raises(ValueError, match=reason):
        replace(Message(b"x" * 3993, ttl=900), **changes)  # type: ignore[arg-type]


def test_a_reminder_is_urgent_unless_said_otherwise() -> None:
    assert Message(b"x", ttl=900).urgency == "high"
