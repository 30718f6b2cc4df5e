"""On which wall clock a past reminder is told: the one its plan followed at that time."""

from datetime import datetime

from webapp.domain.wall_clock import UnknownZone, wall_of, zone_named
from webapp.storage.histories import zones_followed
from webapp.storage.people import Person


class FollowedZones:
    """The zones a person's plan has followed, and since when."""

    def __init__(self, person: Person) -> None:
        self._usual = person.time_zone
        self._since = zones_followed(person.id)

    def at(self, instant: datetime) -> str:
        """The zone the plan followed at an instant; the person's own before there was a plan."""
        for valid_from, time_zone in self._since:
            try:
                if valid_from <= wall_of(instant, zone_named(time_zone)).date():
                    return time_zone
            except UnknownZone:  # it had a name that is known no more
                continue
        return self._usual
