"""Devices of visitors, and what their workers say."""

import secrets

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.lab.base64url import to_text
from tests.visitor import Visitor
from webapp.actions.receipts import Word, record_receipt
from webapp.domain.reminders import ReceiptKind
from webapp.push.go_token import GoToken
from webapp.storage.devices import ringing_devices
from webapp.web.current import now

POINT = (
    ec.derive_private_key(7, ec.SECP256R1())
    .public_key()
    .public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
)


def a_device(visitor: Visitor, label: str = "Phone") -> int:
    keys = {"p256dh": to_text(POINT), "auth": to_text(secrets.token_bytes(16))}
    endpoint = f"https://fcm.googleapis.com/fcm/send/{secrets.token_hex(8)}"
    body = {"subscription": {"endpoint": endpoint, "keys": keys}, "label": label}
    answer = visitor.post("/api/v1/devices", body)
    assert answer.status_code == 201, answer.text
    return int(answer.json["id"])


def ringing(app, visitor: Visitor) -> list[int]:
    with app.app_context():
        return [device.id for device in ringing_devices(visitor.person_id)]


def a_test(visitor: Visitor, device: int) -> int:
    return int(visitor.post(f"/api/v1/devices/{device}/test-messages", {}).json["id"])


def shown(app, message: int) -> None:
    """The phone's worker says that it showed a message."""
    with app.test_request_context():
        record_receipt(GoToken(None, message), Word(ReceiptKind.SHOWN, now()), now())
