"""Test messages: what became of one, and a person's word that it was seen."""

from datetime import datetime

from webapp.actions.receipts import Word, record_receipt
from webapp.domain.reminders import ReceiptKind
from webapp.push.go_token import GoToken
from webapp.storage.deliveries import Delivery, find_delivery


class NoSuchMessage(Exception):
    """No such test message went to this device of this person."""


def get_test(person_id: int, device_id: int, message_id: int) -> Delivery:
    """Get a test message that went to a device; NoSuchMessage."""
    delivery = find_delivery(message_id)
    wanted = (person_id, device_id, None)
    if (
        delivery is None
        or delivery.notice is not None
        or wanted
        != (
            delivery.person_id,
            delivery.device_id,
            delivery.occurrence_id,
        )
    ):
        raise NoSuchMessage
    return delivery


def acknowledge_test(person_id: int, device_id: int, message_id: int, now: datetime) -> Delivery:
    """Note that the person saw a test message on a device that sent no receipt; NoSuchMessage."""
    delivery = get_test(person_id, device_id, message_id)
    record_receipt(GoToken(None, delivery.id), Word(ReceiptKind.SHOWN, now), now)
    return delivery
