"""Every page and state there is to look at."""

from collections.abc import Sequence

from tests.looks.product import Place
from tests.looks.states import State
from tests.looks.states_daily import PLAN, ROUTINES, TODAY
from tests.looks.states_devices import DEVICES, PHONE
from tests.looks.states_first import GUIDE, LINK, SAFETY, TROUBLE, WELCOME
from tests.looks.states_own import OWN
from tests.looks.states_player import PLAYER
from tests.looks.states_player_more import PLAYER_MORE
from tests.looks.states_progress import PROGRESS
from tests.looks.states_safety import SAFE

STATES: tuple[State, ...] = (
    *WELCOME,
    *SAFETY,
    *SAFE,
    *TODAY,
    *ROUTINES,
    *OWN,
    *PLAYER,
    *PLAYER_MORE,
    *PLAN,
    *PROGRESS,
    *PHONE,
    *DEVICES,
    *LINK,
    *TROUBLE,
    *GUIDE,
)


def every_state(place: Place, only: Sequence[str] = ()) -> list[State]:
    """All states whose name begins with one of `only`, and every page that has no state yet."""
    known = {state.address.split("?")[0] for state in STATES}
    others = [State(_name(path), path, "mina") for path in place.pages if path not in known]
    found = [*STATES, *others]
    return [state for state in found if not only or state.name.startswith(tuple(only))]


def _name(path: str) -> str:
    return path.strip("/").replace("/", "-")
