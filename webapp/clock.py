"""The one place that reads the clock; imported by web/ and jobs/ only."""

from datetime import UTC, datetime


def now() -> datetime:
    """Answer the present instant, aware, in UTC."""
    return datetime.now(UTC)
