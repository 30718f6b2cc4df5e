"""All scripts of the player together stay light, from Start to the last question."""

from tests.visitor import Visitor
from tests.web.player_scripts import player_scripts

MAX_BYTES = 25_000


def test_all_scripts_of_the_player_together_are_light(stranger: Visitor) -> None:
    found = player_scripts(stranger)

    made_of = "\n".join(f"{size:6} {name}" for name, size in sorted(found.items()))
    assert sum(found.values()) <= MAX_BYTES, made_of
    assert len(found) > 30
    assert any(name.endswith("/player/screen_off.js") for name in found)
