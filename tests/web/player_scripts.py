"""Every script a run may load, sooner or later, and what they weigh on the way."""

import re
from urllib.parse import urljoin

from flask.testing import FlaskClient

from tests.visitor import Visitor

PLAYER = "/assets/any/js/player/page.js"
NAMED = re.compile(
    r"""(?:\b(?:import|export)\b(?:[^;"'()]*\bfrom\b)?|\bimport\()\s*["']([^"']+)["']"""
)
# Only a device without a connection runs it, from its own copy.
OFFLINE = "/base/offline_timeline.js"


def player_scripts(visitor: Visitor) -> dict[str, int]:
    """Packed bytes of each script from the first screen to the last, loaded at once or later."""
    found: dict[str, int] = {}
    waiting = [PLAYER]
    while waiting:
        address = waiting.pop()
        if address in found or address.endswith(OFFLINE):
            continue
        answer = FlaskClient.open(visitor.client, address, headers={"Accept-Encoding": "br"})
        found[address] = len(answer.data)
        source = visitor.get(address).text
        waiting += [urljoin(address, name) for name in NAMED.findall(source)]
    return found
