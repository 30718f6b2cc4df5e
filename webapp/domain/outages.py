"""When silence of the schedulers counts as an outage."""

from datetime import datetime, timedelta

LONGEST_SILENCE = timedelta(minutes=5)


def is_outage(last_sign_of_life: datetime, now: datetime) -> bool:
    """Answer whether nobody looked for too long; a clock that was set back is no outage."""
    return now - last_sign_of_life > LONGEST_SILENCE
