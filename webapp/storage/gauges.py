"""Gauges: how the whole installation stands at this moment."""

from sqlalchemy import Index

from webapp.storage.devices import Device

Index(
    "ix_devices_live",
    Device.id,
    sqlite_where=Device.gone_at.is_(None),
    postgresql_where=Device.gone_at.is_(None),
)
