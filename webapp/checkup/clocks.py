"""The clock: right enough that reminders come at their minute and signatures are believed."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from webapp.checkup.finding import Finding, ok, trouble, warning

SLACK = timedelta(minutes=1)
DRIFT_WARNING, DRIFT_TROUBLE = timedelta(seconds=2), timedelta(seconds=30)
JUMP = timedelta(seconds=0.25)
SET_IT = "Let the machine set its clock by itself: timedatectl set-ntp true"


def newest_of(files: Iterable[Path]) -> float | None:
    """When the newest of these files was written, in seconds since 1970; None without any."""
    return max((file.stat().st_mtime for file in files if file.exists()), default=None)


def check_clock(now: datetime, evidence: Iterable[datetime]) -> Finding:
    """The clock against what was written down before: it cannot be earlier than that."""
    name = "clock"
    latest = max(evidence, default=now)
    if latest - now > SLACK:
        behind = _length(latest - now)
        return trouble(
            name, f"It shows {_shown(now)}, but something was written {behind} later.", SET_IT
        )
    return ok(name, f"{_shown(now)}.")


def check_steadiness(by_wall: timedelta, by_counter: timedelta) -> Finding:
    """The clock against a counter that only runs forward, over the same short while."""
    name = "clock runs evenly"
    off = abs(by_wall - by_counter)
    if off > JUMP:
        return warning(name, f"It jumped by {_length(off)} while we looked.", SET_IT)
    return ok(name, "No jump while we looked.")


def check_drift(here: datetime, there: datetime) -> Finding:
    """This machine's clock against the database server's, read at the same moment."""
    name = "clock of the database"
    off = abs(here - there)
    says = f"{_length(off)} apart from this machine's."
    if off >= DRIFT_TROUBLE:
        return trouble(name, says, f"{SET_IT}, here and there.")
    return warning(name, says, SET_IT) if off >= DRIFT_WARNING else ok(name, says)


def _shown(instant: datetime) -> str:
    return instant.strftime("%Y-%m-%d %H:%M:%S UTC")


def _length(length: timedelta) -> str:
    seconds = length.total_seconds()
    for most, unit, name in ((120, 1, "s"), (7200, 60, "min"), (172_800, 3600, "h")):
        if seconds < most:
            return f"{seconds / unit:.1f} {name}" if unit == 1 else f"{seconds / unit:.0f} {name}"
    return f"{seconds / 86_400:.0f} days"
