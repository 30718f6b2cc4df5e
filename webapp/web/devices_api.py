"""Devices over JSON: the key they subscribe with, registering, and test messages."""

from flask import Blueprint, Response

from webapp.actions import devices, trial_messages
from webapp.domain.reminders import ReceiptKind
from webapp.parts import parts
from webapp.push.subscription import Subscription, SubscriptionProblem, parse_subscription
from webapp.storage.deliveries import Delivery
from webapp.storage.receipts import receipts_of_delivery
from webapp.web.answers import DeviceAnswer, KeyAnswer, TestMessageAnswer
from webapp.web.bodies import DeviceBody, EmptyBody
from webapp.web.contract import answer, contract
from webapp.web.current import get_current_person, now
from webapp.web.errors import FieldError, Problem, invalid
from webapp.web.limits import limiter

bp = Blueprint("devices_api", __name__, url_prefix="/api/v1")
TESTS = "12 per minute"
# 409 asks the browser to subscribe anew, 410 to leave it until a person presses the button.
REFUSALS = {
    devices.EndpointTaken: Problem(
        409, "Subscription in use", "Turn notifications off and on again on this device."
    ),
    devices.EndpointGone: Problem(
        409, "Subscription ended", "Turn notifications off and on again on this device."
    ),
    devices.DeviceRemoved: Problem(
        410, "Device removed", "You removed this device. Allow notifications on it again."
    ),
    devices.TooManyDevices: Problem(
        403, "Too many devices", f"You have {devices.MOST_DEVICES} devices. Remove one first."
    ),
}
GONE = Problem(404, "No such device", "It may have been removed. Allow notifications there again.")


@bp.get("/vapid-key")
@contract({200: KeyAnswer})
def vapid_key() -> Response:
    """The public key a browser subscribes with."""
    return answer(KeyAnswer(key=parts().vapid_key.public_text))


@bp.post("/devices")
@contract({200: DeviceAnswer, 201: DeviceAnswer}, takes=DeviceBody)
def create(body: DeviceBody) -> Response:
    """Register a device; the same address again answers the same device."""
    person = get_current_person()
    wish = devices.Registration(
        subscription=_subscription(body),
        label=body.label or "This device",
        application_server_key=parts().vapid_key.public_text,
        replaces=body.replaces,
    )
    try:
        device, created = devices.register(person.id, wish, now())
    except tuple(REFUSALS) as refused:
        raise REFUSALS[type(refused)] from None
    return answer(DeviceAnswer(id=device.id, label=device.label), 201 if created else 200)


@bp.post("/devices/<row:device_id>/test-messages")
@limiter.limit(TESTS)
@contract({202: TestMessageAnswer}, takes=EmptyBody)
def create_test_message(device_id: int, body: EmptyBody) -> Response:
    """Send a test message to a device."""
    person = get_current_person()
    try:
        delivery = devices.send_test(person.id, device_id, now())
    except devices.NoSuchDevice:
        raise GONE from None
    return answer(_test_message(delivery), 202)


@bp.get("/devices/<row:device_id>/test-messages/<row:message_id>")
@contract({200: TestMessageAnswer})
def show_test_message(device_id: int, message_id: int) -> Response:
    """What became of a test message."""
    person = get_current_person()
    try:
        return answer(_test_message(trial_messages.get_test(person.id, device_id, message_id)))
    except trial_messages.NoSuchMessage:
        raise GONE from None


@bp.post("/devices/<row:device_id>/test-messages/<row:message_id>/acknowledgement")
@contract({200: TestMessageAnswer}, takes=EmptyBody)
def acknowledge_test_message(device_id: int, message_id: int, body: EmptyBody) -> Response:
    """Say that a test message was seen, on a device that sends no receipts itself."""
    person = get_current_person()
    try:
        seen = trial_messages.acknowledge_test(person.id, device_id, message_id, now())
    except trial_messages.NoSuchMessage:
        raise GONE from None
    return answer(_test_message(seen))


def _subscription(body: DeviceBody) -> Subscription:
    try:
        return parse_subscription(body.subscription.model_dump(), parts().policy)
    except SubscriptionProblem as problem:
        field = f"subscription.{problem.field}"
        raise invalid(FieldError(field, problem.message)) from None


def _test_message(delivery: Delivery) -> TestMessageAnswer:
    shown = [r.at for r in receipts_of_delivery(delivery.id) if r.kind == ReceiptKind.SHOWN]
    return TestMessageAnswer(
        id=delivery.id, state=delivery.state, shown_at=shown[0] if shown else None
    )
