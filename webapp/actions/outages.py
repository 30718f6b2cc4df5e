"""Noting that nobody looked for due reminders for a while."""

from datetime import datetime

from webapp.domain.outages import is_outage
from webapp.storage.heartbeats import TICK, beat, find_heartbeat, hold_heartbeat
from webapp.storage.outages import keep_outage


def note_outage(now: datetime) -> None:
    """Write down, in the caller's transaction, the outage that a first tick puts an end to."""
    last = find_heartbeat(TICK)
    if last is None or not is_outage(last, now):
        return
    last = hold_heartbeat(TICK)  # of several schedulers that come back, one has been the first
    if last is not None and is_outage(last, now):
        keep_outage(last, now)
        beat(TICK, now)
