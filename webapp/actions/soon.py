"""Who will probably be called within the next moments, so that some of it can be done before."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from webapp.push.subscription import Subscription
from webapp.storage.soon_ringing import SoonRinging, find_soon_ringing

# People are due at full minutes: in the first half of one, whoever is due now has precedence.
AHEAD = timedelta(seconds=30)
AT_ONCE = 100


@dataclass
class LookAhead:
    """Walks once along those who are due soon, as time goes by.

    Whoever changes their plan meanwhile may be missed or named in vain; nothing depends on it.
    """

    _reached: tuple[datetime, int] = field(default=(datetime.min.replace(tzinfo=UTC), 0))

    def next(self, now: datetime) -> Sequence[Subscription]:
        """Name some more of them; nobody where nobody is left for now."""
        if self._reached[0] > now + AHEAD:  # the clock was set back
            self._reached = now, 0
        while found := find_soon_ringing(max(self._reached, (now, 0)), now + AHEAD, AT_ONCE):
            self._reached = found[-1].due_at, found[-1].plan_id
            named = [_subscription(one) for one in found if one.endpoint is not None]
            if named:
                return named
        return ()


def _subscription(one: SoonRinging) -> Subscription:
    return Subscription(one.endpoint or "", one.p256dh or b"", one.auth or b"")
