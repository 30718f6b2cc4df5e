"""Every table in one place, for whoever needs them all."""

from webapp.storage import (
    deliveries,
    devices,
    figures,
    gauges,
    heartbeats,
    levels,
    occurrences,
    outages,
    own_exercises,
    own_routines,
    people,
    plans,
    push_hosts,
    receipts,
    reminder_lives,
    safety,
    sessions,
    snoozes,
)
from webapp.storage.db import Base

MODULES = (
    deliveries,
    devices,
    figures,
    gauges,
    heartbeats,
    levels,
    occurrences,
    outages,
    own_exercises,
    own_routines,
    people,
    plans,
    push_hosts,
    receipts,
    reminder_lives,
    safety,
    sessions,
    snoozes,
)
metadata = Base.metadata
