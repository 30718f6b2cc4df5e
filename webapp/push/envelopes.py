"""Envelopes made beforehand, while nothing else is to do: then a burst is sealed in no time."""

from webapp.push.encoder import Envelope, make_envelope
from webapp.push.subscription import Subscription

MOST = 16_384  # some 700 bytes each


class Envelopes:
    """Keeps an envelope for each of the subscriptions asked for last; one is handed out once."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._kept: dict[bytes, Envelope] = {}

    def __len__(self) -> int:
        """How many are kept."""
        return len(self._kept)

    def prepare(self, subscription: Subscription) -> None:
        """Make one unless it is there; for a subscription that cannot be used, none."""
        whose = subscription.p256dh + subscription.auth
        if whose in self._kept:
            return
        try:
            envelope = make_envelope(subscription)
        except ValueError:  # whoever sends there says so
            return
        if len(self._kept) >= self._most:
            del self._kept[next(iter(self._kept))]
        self._kept[whose] = envelope

    def take(self, subscription: Subscription) -> Envelope:
        """Take the one that was prepared, or make it now; ValueError where that cannot be."""
        kept = self._kept.pop(subscription.p256dh + subscription.auth, None)
        return kept or make_envelope(subscription)
