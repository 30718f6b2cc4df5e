"""Every script a run may load, sooner or later, and what they weigh on the way."""

import re
from urllib.parse import urljoin

from flask.testing import FlaskClient

from tests.visitor import Visitor

ROOTS = ("/assets/any/js/player/page.js", "/assets/any/js/base/launch.js")
NAMED = re.compile(
    r"""(?:\b(?:import|export)\b(?:[^;"'()]*\bfrom\b)?|\bimport\()\s*["']([^"']+)["']"""
)
# Only a device without a connection runs these, from its own copies.
OFFLINE = ("/base/offline_timeline.js", "/base/notes.js")
# What every page's launch loads on other pages only, or to make way for another person.
ELSEWHERE = (
    "/player/afterwards.js",
    "/safety/hold_page.js",
    "/safety/keep.js",
    "/safety/why.js",
    "/player/refused.js",  # here too, where nothing can be started
    "/base/install.js",
    "/base/forget.js",
    "/devices/subscription.js",
)


def player_scripts(visitor: Visitor) -> dict[str, int]:
    """Packed bytes of each script from the first screen to the last, loaded at once or later."""
    found: dict[str, int] = {}
    waiting = [*ROOTS]
    while waiting:
        address = waiting.pop()
        if address in found or address.endswith((*OFFLINE, *ELSEWHERE)):
            continue
        answer = FlaskClient.open(visitor.client, address, headers={"Accept-Encoding": "br"})
        found[address] = len(answer.data)
        source = visitor.get(address).text
        waiting += [urljoin(address, name) for name in NAMED.findall(source)]
    return found
