"""The devices page: what rings, and what no longer does."""

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from webapp.actions import devices, ringing
from webapp.language import gettext
from webapp.parts import parts
from webapp.storage.devices import Device, devices_of
from webapp.storage.people import Person
from webapp.storage.receipts import last_receipts
from webapp.web.current import find_current_person, get_current_person, local, now
from webapp.web.errors import Problem

bp = Blueprint("devices", __name__)
LONGEST_LABEL = 80
RINGING = ("yes", "no", "only")
GONE = Problem(404, "No such device", "It may have been removed already.")


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """A device as its page shows it; instants are on the person's wall clock."""

    id: int
    label: str
    endpoint_hash: str | None
    created_local: datetime
    last_seen_local: datetime
    last_receipt_local: datetime | None
    gone_local: datetime | None
    rings: bool


@bp.get("/devices")
def index() -> ResponseReturnValue:
    """Show this person's devices; straight after a plan, lead to the first notification instead."""
    person = find_current_person()
    if person is None:
        return redirect("/start", 303)
    if request.args.get("then") == "plan":
        return redirect("/phone", 303)
    return _page(person, {}, 200)


@bp.post("/devices/<row:device_id>")
def rename(device_id: int) -> ResponseReturnValue:
    """Give a device another name."""
    person = get_current_person()
    label = request.form.get("label", "").strip()
    if not 1 <= len(label) <= LONGEST_LABEL or "\0" in label:
        message = f"Write a name of 1 to {LONGEST_LABEL} characters."
        return _page(person, {f"label_{device_id}": message}, 400)
    try:
        devices.rename(person.id, device_id, label)
    except devices.NoSuchDevice:
        raise GONE from None
    return redirect("/devices", 303)


@bp.post("/devices/<row:device_id>/ringing")
def ring(device_id: int) -> ResponseReturnValue:
    """Let a device ring, let it stay silent, or let it alone ring."""
    person = get_current_person()
    wish = request.form.get("rings", "")
    if wish not in RINGING:
        raise Problem(400, gettext("That could not be read"), gettext("Use the page's buttons."))
    try:
        if wish == "only":
            ringing.ring_only(person.id, device_id, now())
        else:
            ringing.set_ringing(person.id, device_id, wish == "yes", now())
    except devices.NoSuchDevice:
        raise GONE from None
    return redirect("/devices", 303)


@bp.post("/devices/<row:device_id>/removal")
def remove(device_id: int) -> ResponseReturnValue:
    """Take a device away."""
    person = get_current_person()
    try:
        devices.remove(person.id, device_id, now())
    except devices.NoSuchDevice:
        raise GONE from None
    return redirect("/devices", 303)


def _page(person: Person, errors: dict[str, str], status: int) -> ResponseReturnValue:
    receipts = last_receipts(person.id)
    rows = [_row(device, person, receipts.get(device.id)) for device in devices_of(person.id)]
    page = render_template(
        "devices.html",
        active="devices",
        devices=rows,
        all_silent=any(not row.gone_local for row in rows)
        and not any(row.rings and not row.gone_local for row in rows),
        vapid_key=parts().vapid_key.public_text,
        errors=errors,
        form=request.form,
    )
    return page, status


def _row(device: Device, person: Person, receipt: datetime | None) -> DeviceRow:
    zone = person.time_zone
    return DeviceRow(
        id=device.id,
        label=device.label,
        endpoint_hash=device.endpoint_hash,
        created_local=local(device.created_at, zone),
        last_seen_local=local(device.last_seen_at, zone),
        last_receipt_local=local(receipt, zone) if receipt else None,
        gone_local=local(device.gone_at, zone) if device.gone_at else None,
        rings=device.rings,
    )
