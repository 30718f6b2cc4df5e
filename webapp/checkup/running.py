"""What runs: whether somebody looks for due reminders, sends them, and is let in."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from webapp.checkup.finding import Finding, ok, trouble, warning
from webapp.storage.gauges import HostState, Queue

START = "Start them: make run, or python -m jobs beside your web server."
LONG_SECONDS, LONG_TICKS = 30.0, 10
SLOW, STUCK = timedelta(seconds=20), timedelta(minutes=2)


def check_tick(age_seconds: float | None, tick_seconds: float) -> Finding:
    """How long ago due reminders were last looked for."""
    name = "reminders run"
    if age_seconds is None:
        return warning(name, "Nobody has ever looked for due reminders here.", START)
    if age_seconds > max(LONG_SECONDS, LONG_TICKS * tick_seconds):
        return trouble(name, f"Nobody has looked for {_length(age_seconds)}.", START)
    return ok(name, f"Last looked {max(age_seconds, 0.0):.1f} s ago.")


def check_queue(queue: Queue, now: datetime) -> Finding:
    """Whether what waits is being sent, and nothing is held by a sender that died."""
    name = "sending"
    waited = now - queue.oldest_at if queue.oldest_at else timedelta()
    if waited > STUCK and queue.left_behind:
        says = f"{queue.left_behind} deliveries are held by a sender that is gone."
        return trouble(name, says, f"Nobody took them over. {START}")
    if waited > STUCK and not queue.leased:
        says = f"{queue.waiting} deliveries wait, for {_length(waited.total_seconds())}."
        return trouble(name, says, f"Nobody sends them. {START}")
    if waited > SLOW:
        says = f"{queue.waiting} deliveries wait, for {_length(waited.total_seconds())}."
        return warning(name, says, "Sending lags behind; look at the log, or run more workers.")
    return ok(name, f"{queue.waiting} deliveries wait.")


def check_hosts(hosts: Sequence[HostState], now: datetime) -> list[Finding]:
    """Which push services nothing is sent to for now, and why."""
    name = "paused push services"
    paused = [one for one in hosts if one.paused_until is not None and one.paused_until > now]
    if not paused:
        return [ok(name, "None.")]
    return [
        trouble(
            name,
            f"{one.host} until {one.paused_until:%H:%M:%S} UTC: {one.reason or 'it failed'} "
            f"({one.failures} in a row).",
            "Refusing means that it does not accept our key or our contact: see the lines about "
            f"them, then run: flask --app wsgi push resume {one.host}. Anything else passes by "
            "itself. Nothing is deleted meanwhile.",
        )
        for one in paused
    ]


def _length(seconds: float) -> str:
    if seconds < 120:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 7200 else f"{seconds / 3600:.0f} h"
