"""Keeps the tick going when the machine's clock is set back."""

from datetime import datetime, timedelta
from typing import Any

MOST_AHEAD = 3  # intervals


def hurry(job: Any, now: datetime, seconds: float) -> bool:
    """Let an interval job run at once where its next run lies further ahead than it may.

    APScheduler keeps the next run as an instant: a clock set back by an hour would keep it waiting
    for that hour. Answers whether it had to.
    """
    if job.next_run_time - now <= timedelta(seconds=seconds * MOST_AHEAD):
        return False
    job.modify(next_run_time=now)
    return True
