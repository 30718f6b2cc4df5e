"""When a device's word is to be believed: its clock may be wrong, and it may have been offline."""

from dataclasses import dataclass
from datetime import datetime, timedelta

CLOCKS_AGREE = timedelta(seconds=5)  # more than the network takes, less than anybody would miss


@dataclass(frozen=True, slots=True)
class Told:
    """What a device's own clock showed: when it happened, and, where known, when it told us."""

    at: datetime
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Bounds:
    """Nothing can have happened before the message was made, nor after we heard of it."""

    earliest: datetime
    latest: datetime

    def hold(self, instant: datetime) -> datetime:
        """The nearest instant within the bounds."""
        return max(min(instant, self.latest), min(self.earliest, self.latest))


def true_instant(told: Told, bounds: Bounds) -> datetime:
    """Answer when it happened by our clock, within the bounds.

    A device that also says what its clock showed when it sent the word has a clock that can be
    told right or wrong: where it is wrong, how long the word waited still is right.
    """
    if told.sent_at is None or abs(told.sent_at - bounds.latest) <= CLOCKS_AGREE:
        return bounds.hold(told.at)
    waited = max(told.sent_at - told.at, timedelta())
    # Held before subtracting: a nonsensical wait would lead out of the calendar.
    longest = max(bounds.latest - bounds.earliest, timedelta())
    return bounds.hold(bounds.latest - min(waited, longest))
