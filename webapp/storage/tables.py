"""Every table in one place, for whoever needs them all."""

from webapp.storage import (
    deliveries,
    devices,
    heartbeats,
    occurrences,
    people,
    plans,
    push_hosts,
    receipts,
    safety,
    sessions,
)
from webapp.storage.db import Base

MODULES = (
    deliveries,
    devices,
    heartbeats,
    occurrences,
    people,
    plans,
    push_hosts,
    receipts,
    safety,
    sessions,
)
metadata = Base.metadata
