"""The player in all its states."""

from tests.looks.states import Device, State, later, press, see

DESK, CALM = "/routines/desk_minute/play", "/routines/flare_safe_breathing/play"
START = (press("[data-start]:enabled"), see("[data-pause]"))
WRONG = (*START, later(8), press("[data-wrong]"), see("[data-sheet]"))
HOLDS = "/routines/hands_only_reset/play"
SIDEWAYS = "/routines/neck_shoulder_holds/play"
# A check of an hour ago, kept on this device alone.
CAREFUL_HERE = Device(
    script="""localStorage.setItem("unhunch.safety", JSON.stringify({version: 1, consent: false,
    answered_at: "2026-11-26T08:42:00Z", yes: [], cleared: [],
    effects: [{id: "no_acupressure", until: null, clearable: "none"}]}));"""
)
SAVED = see("[data-done-text]:not(:text('Saving'))")
NO_TIMELINE = {r"/timeline": None}

PLAYER = (
    State("player-ready", DESK, "mina", (see("[data-start]:enabled"),)),
    State("player-ready-changed", HOLDS, "ada", (see("[data-start]:enabled"),), CAREFUL_HERE),
    State("player-ready-late", "{go:late}", "late", (see("[data-start]:enabled"),)),
    State("player-running", DESK, "mina", (*START, later(12))),
    State("player-repetition", DESK, "mina", (*START, later(30))),
    State("player-side", SIDEWAYS, "mina", (*START, later(100))),
    State("player-coming", DESK, "mina", (*START, later(26))),
    State("player-breathing", CALM, "mina", (*START, later(47))),
    State("player-paused", DESK, "mina", (*START, later(12), press("[data-pause]"))),
    State("player-wrong", DESK, "mina", WRONG),
    State("player-unwell-urgent", DESK, "ada", (*WRONG, press("[data-sign=urgent]"))),
    State("player-unwell-rest", DESK, "ada", (*WRONG, press("[data-sign=rest]"))),
    State("player-finished", DESK, "jun", (*START, later(110), SAVED)),
    State("player-ended", DESK, "jun", (*START, later(12), press("[data-end]"), SAVED)),
    State("player-finished-guest", CALM, lead=(*START, later(320), SAVED)),
    State("player-closed", DESK, "stopped", (see("[data-screen=problem]"),)),
    State(
        "player-offline", DESK, "mina", (see("[data-retry]"),), answers=NO_TIMELINE,
        chromium_only=True,
    ),
)  # fmt: skip
