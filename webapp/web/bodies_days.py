"""The JSON bodies about days."""

from typing import Literal

from webapp.web.bodies import Clock
from webapp.web.contract import Body


class MarkBody(Body):
    """What a day was; null for nothing out of the ordinary."""

    mark: Literal["ill", "travelling", "away"] | None


class DayStartBody(Body):
    """When one's day begins, such as 03:00."""

    day_start: Clock
