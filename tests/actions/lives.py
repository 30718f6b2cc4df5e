"""People to test with: who they are, when they want reminders, and what rings."""

from datetime import date, datetime
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from flask import Flask

from tests.conftest import at
from tests.domain.plan_examples import OFFICE_WEEK, a_version
from webapp.actions import devices, people, safety
from webapp.actions.devices import Registration
from webapp.actions.notifications import Office
from webapp.actions.plans import PlanWish, save_plan
from webapp.domain.plans import PlanVersion
from webapp.domain.safety import Effect
from webapp.parts import parts
from webapp.push.subscription import Subscription
from webapp.storage.devices import Device
from webapp.storage.people import Person
from webapp.storage.plans import StoredPlan

MONDAY = at("2026-11-23 08:00")  # nine in the morning in Berlin, the start of office hours
TEN = at("2026-11-23 10:00", "Europe/Berlin")  # the first nudge of an hourly plan
ELEVEN = at("2026-11-23 11:00", "Europe/Berlin")
SERVER_KEY = "the key of our server"

_number = ec.derive_private_key(7, ec.SECP256R1()).public_key()
POINT = _number.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def guest(now: datetime = MONDAY, time_zone: str = "Europe/Berlin") -> Person:
    """Somebody who has just opened the app."""
    return people.join(time_zone, "en", now).person


def subscription(name: str = "phone", keys: str = "") -> Subscription:
    """A browser by name, with the keys of its own or of another name."""
    auth = sha256((keys or name).encode()).digest()[:16]
    return Subscription(f"https://fcm.googleapis.com/fcm/send/{name}", POINT, auth)


def phone(person: Person, now: datetime = MONDAY, name: str = "") -> Device:
    """A device that rings for a person; its name is its own where none is given."""
    found = subscription(name or f"phone-of-{person.id}")
    return devices.register(person.id, Registration(found, "Phone", SERVER_KEY), now)[0]


def office_plan(**changes: object) -> PlanVersion:
    """Hourly in Berlin's office hours, from Monday to Friday."""
    return a_version(**{"valid_from": date.min, "weekdays": OFFICE_WEEK, **changes})


def with_plan(person: Person, now: datetime = MONDAY, **changes: object) -> StoredPlan:
    """Switch a person's reminders on."""
    return save_plan(person, PlanWish(True, office_plan(**changes)), now)


def checked(person: Person, *effects: str, now: datetime = MONDAY) -> None:
    """Keep a safety check that left these effects."""
    safety.keep_check(person.id, [Effect(e, None, "none") for e in effects], 1, now)


def reminded(now: datetime = MONDAY, **changes: object) -> tuple[Person, Device]:
    """Somebody with a plan and a phone."""
    person = guest(now)
    device = phone(person, now)
    with_plan(person, now, **changes)
    return person, device


def office_of(app: Flask) -> Office:
    """What the application writes messages with."""
    return parts(app).office
