"""Where an endpoint leads, looked at once for each push service."""

from dataclasses import dataclass

from webapp.push.endpoint import EndpointPolicy, head_of, is_apple, origin_of

_MOST_KEPT = 1000  # hosts come from browsers, so their number needs an end


@dataclass(frozen=True, slots=True)
class Place:
    """A push service: its origin, whether its address must be public, and whether it is Apple's."""

    origin: str
    guarded: bool
    is_apple: bool


class Places:
    """The push services met so far, under one policy."""

    def __init__(self, policy: EndpointPolicy) -> None:
        self._policy = policy
        self._kept: dict[str, Place] = {}

    def get(self, endpoint: str) -> Place:
        """Get the push service of an endpoint; SubscriptionProblem where none may be posted to."""
        head = head_of(endpoint)
        place = self._kept.get(head)
        if place is None:
            self._policy.check(endpoint)
            guarded = not self._policy.adds(endpoint)
            place = Place(origin_of(endpoint), guarded, is_apple(endpoint))
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[head] = place
        return place
