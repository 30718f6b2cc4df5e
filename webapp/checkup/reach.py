"""What it means how far the push services can be reached."""

from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from webapp.checkup.finding import Finding, ok, trouble, warning
from webapp.checkup.network import USUAL, Place, Reached, Way
from webapp.push.endpoint import EndpointPolicy

NAME = "push services"
LET_US_OUT = "Let this machine reach it by https: look at its firewall and at its DNS."
LOOK_AT_PROXY = "Look at UNHUNCH_PUSH_PROXY and at what the proxy allows."


def places_of(
    endpoints: Iterable[str], added: Iterable[str], policy: EndpointPolicy
) -> list[Place]:
    """The push services devices use, those the operator added, and the usual ones."""
    used = {_place(endpoint, policy.adds(endpoint), True) for endpoint in endpoints}
    named = {_place(f"https://{name}", True, False) for name in added}
    usual = {Place(host) for host in USUAL}
    found: dict[tuple[str, int], Place] = {}
    for place in (*used, *named, *usual):
        found.setdefault((place.host, place.port), place)
    return sorted(found.values(), key=str)


def check_reach(reached: Sequence[Reached], has_proxy: bool) -> list[Finding]:
    """Whether messages can leave; with nothing within reach at all, one warning says just that."""
    closed = [one for one in reached if one.way is not Way.OPEN]
    if has_proxy and closed and all(one.way is Way.NO_PROXY for one in reached):
        return [trouble(NAME, "The proxy takes no connection, so nothing leaves.", LOOK_AT_PROXY)]
    outside = [one for one in reached if not one.place.is_added]
    if not has_proxy and outside and all(_is_cut_off(one) for one in outside):
        closed = [one for one in closed if one.place.is_added]
        return [_no_network(outside), *map(_closed, closed)]
    open_ = [str(one.place) for one in reached if one.way is Way.OPEN]
    found = [ok(NAME, f"Within reach: {', '.join(open_)}.")] if open_ else []
    return [*found, *map(_closed, closed)]


def _no_network(outside: Sequence[Reached]) -> Finding:
    says = f"There is no network here: none of {len(outside)} push services can be reached."
    return warning(NAME, says, "Nothing can ring until there is. " + LET_US_OUT)


def _closed(one: Reached) -> Finding:
    says = f"{one.place}: {one.way}."
    do = LOOK_AT_PROXY if one.way in (Way.NO_PROXY, Way.PROXY_REFUSED) else LET_US_OUT
    if one.place.is_used:
        return trouble(NAME, f"{says} Devices here depend on it.", do)
    return warning(NAME, says, do)


def _is_cut_off(one: Reached) -> bool:
    return one.way in (Way.NO_NAME, Way.NO_CONNECTION, Way.NO_ANSWER)


def _place(address: str, is_added: bool, is_used: bool) -> Place:
    parts = urlsplit(address)
    port = parts.port or (80 if parts.scheme == "http" else 443)
    return Place(parts.hostname or "", port, is_used, is_added)
