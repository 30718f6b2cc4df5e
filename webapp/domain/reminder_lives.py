"""The life of one reminder, from the planned moment to what came of it, on time or not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from webapp.domain.reminders import DeliveryState, ReceiptKind

ON_TIME_WITHIN = timedelta(seconds=60)
RATED_DAYS = 30
OUR_FAULT = frozenset({"late", "outage"})  # why it was not sent, where it should have been


class Fate(StrEnum):
    """What became of a reminder, in one word; the first that fits."""

    NOT_SENT = "not_sent"
    DONE = "done"
    STARTED = "started"
    OPENED = "opened"
    SNOOZED = "snoozed"
    SKIPPED = "skipped"
    DISMISSED = "dismissed"
    SHOWN = "shown"
    SENT = "sent"
    UNDER_WAY = "under_way"
    CALLED_BACK = "called_back"
    LOST = "lost"


# What a person said weighs more than what a device did; of several devices the best counts.
_SAID = (
    (ReceiptKind.OPENED, Fate.OPENED),
    (ReceiptKind.SNOOZED, Fate.SNOOZED),
    (ReceiptKind.SKIPPED, Fate.SKIPPED),
    (ReceiptKind.DISMISSED, Fate.DISMISSED),
    (ReceiptKind.SHOWN, Fate.SHOWN),
)
_SENT = (
    (DeliveryState.ACCEPTED, Fate.SENT),
    (DeliveryState.WAITING, Fate.UNDER_WAY),
    (DeliveryState.CANCELLED, Fate.CALLED_BACK),
)


@dataclass(frozen=True, slots=True)
class Copy:
    """What became of one reminder on its way to one device; `reason` says what held it up."""

    device: str
    state: DeliveryState
    settled_at: datetime | None
    attempts: int
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What one device said about it."""

    kind: ReceiptKind
    at: datetime
    device: str
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Played:
    """The session that came of it."""

    started_at: datetime
    finished_at: datetime | None
    practised: bool


@dataclass(frozen=True, slots=True)
class Life:
    """One reminder with everything known of it; `reason` says why it was not sent."""

    id: int
    kind: str
    due_at: datetime
    routine: str
    reason: str | None
    of_due_at: datetime | None = None
    copies: tuple[Copy, ...] = ()
    replies: tuple[Reply, ...] = ()
    played: Played | None = None

    @property
    def accepted_at(self) -> datetime | None:
        """When the first push service took it."""
        taken = [c.settled_at for c in self.copies if c.state is DeliveryState.ACCEPTED]
        return min((at for at in taken if at is not None), default=None)

    def first(self, kind: ReceiptKind) -> Reply | None:
        """The first time any device said this."""
        return min((r for r in self.replies if r.kind is kind), key=lambda r: r.at, default=None)

    @property
    def fate(self) -> Fate:
        """What became of it."""
        if self.reason is not None:
            return Fate.NOT_SENT
        if self.played is not None:
            return Fate.DONE if self.played.practised else Fate.STARTED
        said = (fate for kind, fate in _SAID if self.first(kind))
        sent = (fate for state, fate in _SENT if any(c.state is state for c in self.copies))
        return next(said, None) or next(sent, Fate.LOST)


@dataclass(frozen=True, slots=True)
class Punctuality:
    """What the on-time rate needs of one reminder; `open` while it may still be sent."""

    due_at: datetime
    reason: str | None
    accepted_at: datetime | None
    shown_at: datetime | None
    is_open: bool = False
    was_called_back: bool = False

    @property
    def counts(self) -> bool:
        """Whether it should have rung: what was held back for a good reason should not."""
        if self.reason is not None:
            return self.reason in OUR_FAULT
        return self.accepted_at is not None or not (self.is_open or self.was_called_back)

    @property
    def is_on_time(self) -> bool:
        """Whether it was shown, or where no device says so accepted, within a minute."""
        reached_at = self.shown_at or self.accepted_at
        return reached_at is not None and reached_at - self.due_at <= ON_TIME_WITHIN


@dataclass(frozen=True, slots=True)
class OnTime:
    """How many reminders should have rung, and how many did on time."""

    due: int
    on_time: int

    @property
    def percent(self) -> int | None:
        """The rate, rounded down so that 100 means every one; None where nothing was due."""
        return self.on_time * 100 // self.due if self.due else None


def on_time_of(reminders: Iterable[Punctuality]) -> OnTime:
    """Count what was on time: shown, or else accepted, within a minute of the planned instant."""
    counted = [one.is_on_time for one in reminders if one.counts]
    return OnTime(len(counted), sum(counted))
