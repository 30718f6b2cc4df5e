"""The ten thousand of a burst: all who are due have one device here, and nothing speaks against.

They keep rules, zones, calendars, checks, sessions and a history, so that all of it is asked about.
"""

from sqlalchemy import Connection, text

from tests.bench.claim_rules import DUE_AT
from webapp.push import base64url
from webapp.push.vapid import VapidKey
from webapp.storage.db import table_of
from webapp.storage.devices import Device, hash_of

HERE = "Here"
DUE = "(SELECT person_id FROM plans WHERE next_due_at = :due_at)"
NOTHING_SPEAKS_AGAINST = (
    f"DELETE FROM safety_effects WHERE effect = 'stop_all' AND person_id IN {DUE}",
    f"""UPDATE sessions SET started_at = datetime(started_at, '-3 hours') || '.000000',
        finished_at = datetime(finished_at, '-3 hours') || '.000000' WHERE person_id IN {DUE}""",
    """UPDATE plan_versions SET paused_until = NULL,
        max_per_day = CASE WHEN max_per_day IS NULL THEN NULL ELSE 12 END,
        holidays = CASE holidays WHEN 'KR' THEN 'US' ELSE holidays END
        WHERE plan_id IN (SELECT id FROM plans WHERE next_due_at = :due_at)""",
    "UPDATE plans SET unheeded = unheeded % 5 WHERE next_due_at = :due_at",
    f"UPDATE devices SET rings = false WHERE person_id IN {DUE}",
)


def subscribe(connection: Connection, origin: str) -> None:
    """Let all who are due ring on one device each, at this push service."""
    at = {"due_at": f"{DUE_AT:%Y-%m-%d %H:%M:%S.%f}"}
    people = connection.scalars(
        text("SELECT person_id FROM plans WHERE next_due_at = :due_at"), at
    ).all()
    for statement in NOTHING_SPEAKS_AGAINST:
        connection.execute(text(statement), at)
    connection.execute(table_of(Device).insert(), [_device(n, origin) for n in people])


def move(connection: Connection, origin: str) -> None:
    """Let their devices be reached at another push service."""
    path = "substr(endpoint, instr(endpoint, '/wpush/'))"
    moved = text(f"UPDATE devices SET endpoint = :origin || {path} WHERE label = '{HERE}'")
    connection.execute(moved, {"origin": origin})


def _device(person_id: int, origin: str) -> dict[str, object]:
    endpoint = f"{origin}/wpush/{person_id}"
    return {
        "person_id": person_id,
        "endpoint": endpoint,
        "endpoint_hash": hash_of(endpoint),
        "p256dh": base64url.decoded(VapidKey.generate().public_text),
        "auth": bytes(16),
        "application_server_key": "bench",
        "label": HERE,
        "created_at": DUE_AT,
        "last_seen_at": DUE_AT,
        "hidden": False,
        "rings": True,
    }
