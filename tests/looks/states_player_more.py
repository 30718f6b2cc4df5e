"""What comes between in the player: a reminder, a device that slept, a lost line, a flare."""

from tests.looks.states import Device, State, later, press, run, see
from tests.looks.states_player import CALM, DESK, LEAD, PLAYED, RUNS, SAVED
from tests.looks.states_safety import WELL

GOES_ON = Device(script="""localStorage.setItem("unhunch.senses", '{"keepsGoing": true}');""")
HEARS = Device(script="""localStorage.setItem("unhunch.senses", '{"tones": true}');""")
# Urgent signs ended a session, and the check before it had its own reasons.
REFUSED = Device(
    script="""localStorage.setItem("unhunch.safety", JSON.stringify({version: 1, consent: false,
    answered_at: "2026-08-20T08:42:00Z", yes: ["cx_clot", "cx_pregnancy"], cleared: [],
    effects: [{id: "stop_all", until: null, clearable: "none"}],
    stopped_at: "2026-11-26T08:42:00Z", stopped_for: "stop_vision"}));"""
)
NO_LOCK = Device(
    script="""Object.defineProperty(navigator, "wakeLock",
    {value: {request: () => Promise.reject(new Error("low power"))}});"""
)
# The page is hidden, and its wall clock is four minutes further when it is seen again.
SLEPT = run(
    """const wall = Date.now;
    const seen = (hidden) => {
      Object.defineProperty(document, "hidden", {value: hidden, configurable: true});
      document.dispatchEvent(new Event("visibilitychange"));
    };
    seen(true);
    Date.now = () => wall() + 240_000;
    seen(false);"""
)
LEFT = run(
    """Object.defineProperty(document, "hidden", {value: true, configurable: true});
    document.dispatchEvent(new Event("visibilitychange"));"""
)
COUNTS = (see("[data-by-itself]"),)
NOT_NOW = (see("[data-start]:enabled"), press(".later summary"), see("[data-later='10']"))
TAKEN = {r"/receipts": {}}
LOST = {r"/sessions/": None}

PLAYER_MORE = (
    State("player-reminder", "{go:due}", "due", COUNTS, answers=TAKEN, chromium_only=True),
    State("player-not-now", "{go:due}", "due", NOT_NOW, answers=TAKEN, chromium_only=True),
    State(
        "player-by-sight", "{go:due}", "due",
        (*COUNTS, later(5.1), see("[data-unmute]"), later(LEAD + 12)), HEARS, TAKEN,
        chromium_only=True,
    ),
    State(
        "player-put-off", "{go:due}", "due",
        (*NOT_NOW, press("[data-later='10']"), see("[data-screen=done]")), answers=TAKEN,
        chromium_only=True,
    ),
    State("player-slept", CALM, "mina", (*RUNS, SLEPT, see("[data-gap]")), GOES_ON,
          chromium_only=True),
    State("player-refused", DESK, "mina", (see("[data-refused]"),), REFUSED, chromium_only=True),
    State("player-left", DESK, "mina", (*RUNS, LEFT)),
    State("player-may-sleep", DESK, "mina", RUNS, NO_LOCK),
    State("player-kept", DESK, "mina", (*PLAYED, SAVED), answers=LOST, chromium_only=True),
    State(
        "player-flare", DESK, "begun",
        (*RUNS, press("[data-screen=play] .flare"), see("[data-screen=on]"), see("[data-held]")),
        WELL,
    ),
)  # fmt: skip
