"""Every page and state there is to look at."""

from collections.abc import Sequence

from tests.looks.product import Place
from tests.looks.states import State
from tests.looks.states_daily import PLAN, ROUTINES, TODAY
from tests.looks.states_devices import DEVICES, PHONE
from tests.looks.states_first import GUIDE, LINK, SAFETY, TROUBLE, WELCOME
from tests.looks.states_own import OWN
from tests.looks.states_player import PLAYER
from tests.looks.states_progress import PROGRESS

STATES: tuple[State, ...] = (
    *WELCOME,
    *SAFETY,
    *TODAY,
    *ROUTINES,
    *OWN,
    *PLAYER,
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
