"""Every table in one place, for whoever needs them all."""

from webapp.storage import (
    day_marks,
    deliveries,
    devices,
    figures,
    gauges,
    heartbeats,
    levels,
    month_summaries,
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
    day_marks,
    deliveries,
    devices,
    figures,
    gauges,
    heartbeats,
    levels,
    month_summaries,
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
