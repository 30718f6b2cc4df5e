"""Devices: browsers that said yes to notifications."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, ForeignKey, LargeBinary, String, func, select, true
from sqlalchemy.orm import Mapped, mapped_column

from webapp.storage.db import Base, db


class Device(Base):
    """One push subscription; its address and keys are wiped when it is gone."""

    __tablename__ = "devices"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    endpoint: Mapped[str | None] = mapped_column(String(1024))
    endpoint_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    p256dh: Mapped[bytes | None] = mapped_column(LargeBinary(65))
    auth: Mapped[bytes | None] = mapped_column(LargeBinary(16))
    application_server_key: Mapped[str] = mapped_column(String(120))
    label: Mapped[str] = mapped_column(String(80))
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    gone_at: Mapped[datetime | None]
    warned_at: Mapped[datetime | None]
    hidden: Mapped[bool] = mapped_column(default=False)
    rings: Mapped[bool] = mapped_column(default=True, server_default=true())


def hash_of(endpoint: str) -> str:
    """The hex SHA-256 of an endpoint: how we speak of it without giving it away."""
    return sha256(endpoint.encode()).hexdigest()


def devices_of(person_id: int) -> Sequence[Device]:
    """A person's devices, newest last; gone ones too until the person took note of that."""
    return db.session.scalars(
        select(Device)
        .where(Device.person_id == person_id, Device.hidden.is_(False))
        .order_by(Device.id)
    ).all()


def live_devices(person_id: int) -> Sequence[Device]:
    """The devices that can be reached, those set to stay silent included."""
    return db.session.scalars(
        select(Device)
        .where(Device.person_id == person_id, Device.gone_at.is_(None))
        .order_by(Device.id)
    ).all()


def ringing_devices(person_id: int) -> Sequence[Device]:
    """The devices that should ring for a person now."""
    return [device for device in live_devices(person_id) if device.rings]


def find_device(person_id: int, device_id: int) -> Device | None:
    """Find a person's own device; another person's is not found."""
    return db.session.scalar(
        select(Device).where(
            Device.id == device_id, Device.person_id == person_id, Device.hidden.is_(False)
        )
    )


def find_devices(ids: Sequence[int]) -> Sequence[Device]:
    """Find the devices with these ids, whoever they belong to."""
    return db.session.scalars(select(Device).where(Device.id.in_(ids)).order_by(Device.id)).all()


def find_device_at(endpoint: str) -> Device | None:
    """Find the device behind an endpoint, whoever it belongs to."""
    return db.session.scalar(select(Device).where(Device.endpoint_hash == hash_of(endpoint)))


def find_device_of_key(application_server_key: str) -> Device | None:
    """Find a device, gone or not, that subscribed with this key."""
    return db.session.scalar(
        select(Device).where(Device.application_server_key == application_server_key).limit(1)
    )


def forget_endpoint(device: Device, now: datetime) -> None:
    """Mark a device gone and wipe what could reach it.

    Its history stays, and the hash of its address, so that the address is known when it comes back.
    """
    device.gone_at = device.gone_at or now
    device.endpoint = device.p256dh = device.auth = None


def count_other_keys(connection: Connection, application_server_key: str) -> int:
    """How many devices still here subscribed with another key; for before there is an app."""
    others = select(func.count()).where(
        Device.gone_at.is_(None), Device.application_server_key != application_server_key
    )
    return connection.scalar(others) or 0


def devices_with_other_key(application_server_key: str) -> Sequence[Device]:
    """The devices still here that subscribed with another key than this one."""
    return db.session.scalars(
        select(Device).where(
            Device.gone_at.is_(None), Device.application_server_key != application_server_key
        )
    ).all()
