"""Time zones as people name them."""

from functools import cache

from webapp.domain.wall_clock import zone_names
from webapp.web.errors import FieldError, invalid


def checked_zone(name: str) -> str:
    """The zone itself when it exists, old names included; Problem 422 otherwise."""
    if not is_zone(name):
        raise invalid(FieldError("time_zone", unknown_zone(name)))
    return name


def is_zone(name: str) -> bool:
    """Whether there is a time zone of this name."""
    return name in zone_names()


def unknown_zone(name: str) -> str:
    """What to say of a zone nobody knows."""
    return f"There is no time zone called {name[:64]!r}; write one such as Europe/Berlin."


@cache
def zones() -> tuple[str, ...]:
    """The zones to choose from: a place in a region, and UTC."""
    regions = ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe")
    wanted = (*regions, "Indian", "Pacific")
    named = (zone for zone in zone_names() if zone.split("/")[0] in wanted)
    return (*sorted(named), "UTC")
