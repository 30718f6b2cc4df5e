"""Bodies the JSON interface takes, and what Mina's life looks like to it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import select

from tests.actions.lives import MONDAY, POINT, TEN, phone, with_plan
from tests.visitor import Visitor
from webapp.actions.reminders import tick
from webapp.parts import parts
from webapp.push import base64url
from webapp.push.go_token import GoToken
from webapp.storage.db import db
from webapp.storage.deliveries import Delivery
from webapp.storage.people import get_person

SESSION = UUID("0b6bb0b4-5a0c-4bd3-9d0e-8f4f3ac0a001")
OTHER_SESSION = UUID("0b6bb0b4-5a0c-4bd3-9d0e-8f4f3ac0a002")
HOURS = [["09:00", "12:30"], ["13:30", "17:30"]]
GUEST = {"time_zone": "Europe/Berlin", "language": "en"}
SAFETY = {"consent": True, "catalogue_version": 1, "effects": [{"id": "no_massage"}]}
PLAN = {
    "enabled": True,
    "routine": "desk_minute",
    "time_zone": "Europe/Berlin",
    "weekdays": dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), HOURS),
    "every_minutes": 60,
}
SOON = TEN + timedelta(minutes=1)


def device(name: str = "phone", **changes: Any) -> dict[str, Any]:
    """What a browser posts that said yes; changes are to its subscription."""
    auth = base64url.encoded(name.encode().ljust(16, b"-")[:16])
    subscription = {
        "endpoint": f"https://fcm.googleapis.com/fcm/send/{name}",
        "expirationTime": None,
        "keys": {"p256dh": base64url.encoded(POINT), "auth": auth},
    }
    return {"subscription": subscription | changes, "label": "Phone"}


def session(now: datetime = SOON, **changes: Any) -> dict[str, Any]:
    """Desk minute, played to its end just before now."""
    good: dict[str, Any] = {
        "routine": "desk_minute",
        "level": 1,
        "started_at": (now - timedelta(seconds=50)).isoformat(),
        "time_zone": "Europe/Berlin",
        "state": "finished",
        "finished_at": (now + timedelta(seconds=50)).isoformat(),
        "played_seconds": 100,
        "steps_done": 8,
        "steps_total": 8,
    }
    return good | changes


@dataclass(frozen=True)
class Reminder:
    """What one person's phone was sent."""

    device: int
    occurrence: int
    delivery: int
    token: str


def remind(app: Flask, visitor: Visitor, due_at: datetime = TEN) -> Reminder:
    """Give a visitor a plan and a phone, and let the reminder of `due_at` be due."""
    with app.app_context():
        person = get_person(visitor.person_id)
        device = phone(person, MONDAY)
        with_plan(person, due_at - timedelta(hours=1))
        tick(due_at)
        delivery = db.session.scalars(
            select(Delivery).where(Delivery.person_id == visitor.person_id)
        ).one()
        occurrence = delivery.occurrence_id
        assert occurrence is not None
        token = parts(app).tokens.sign(GoToken(occurrence, delivery.id))
        return Reminder(device.id, occurrence, delivery.id, token)
