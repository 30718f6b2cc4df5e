"""The player in all its states."""

from tests.looks.states import Device, State, later, press, run, see

DESK, CALM = "/routines/desk_minute/play", "/routines/flare_safe_breathing/play"
LEAD = 3  # seconds to get ready in
START = (press("[data-start]:enabled"), see("[data-picture] svg"))
RUNS = (*START, later(LEAD + 12))
PLAYED = (*START, later(LEAD + 100))
ANY = (press("[data-start]:enabled"), see("[data-screen=play] [data-wrong]"), later(LEAD + 12))
WRONG = (*ANY, press("[data-screen=play] [data-wrong]"), see("[data-sheet=wrong]"))
HOLDS = "/routines/hands_only_reset/play"
SIDEWAYS = "/routines/neck_shoulder_holds/play"
MASSAGE = "/routines/two_minute_raise/play"
SENSES = (press("[data-open=senses]"), see("[data-sheet=senses]"))
OPEN_ALL = run("for (const one of document.querySelectorAll('.sheet details')) one.open = true")
AGAIN = run("location.reload()")
# A check of an hour ago, kept on this device alone.
CAREFUL_HERE = Device(
    script="""localStorage.setItem("unhunch.safety", JSON.stringify({version: 1, consent: false,
    answered_at: "2026-11-26T08:42:00Z", yes: [], cleared: [],
    effects: [{id: "no_acupressure", until: null, clearable: "none"}]}));"""
)
LEFT_HANDED = Device(script="""localStorage.setItem("unhunch.senses", '{"leftHanded": true}');""")
SAVED = see("[data-screen=done] :is([data-asks], [data-done-more])")
SKIP = press("[data-ask-skip]")
NO_TIMELINE = {r"/timeline": None}

PLAYER = (
    State("player-ready", DESK, "mina", (see("[data-start]:enabled"),)),
    State("player-ready-changed", HOLDS, "ada", (see("[data-start]:enabled"),), CAREFUL_HERE),
    State("player-ready-late", "{go:late}", "late", (see("[data-start]:enabled"),)),
    State("player-ready-resume", DESK, "mina", (*RUNS, AGAIN, see("[data-afresh]"))),
    State("player-lead-in", DESK, "mina", (*START, later(1))),
    State("player-running", DESK, "mina", RUNS),
    State("player-repetition", MASSAGE, "mina", (*START, later(LEAD + 30)), chromium_only=True),
    State("player-hold", HOLDS, "mina", (*START, later(LEAD + 60))),
    State("player-side", SIDEWAYS, "mina", (*START, later(LEAD + 100)), chromium_only=True),
    State("player-coming", DESK, "mina", (*START, later(LEAD + 26))),
    State("player-breathing", CALM, "mina", (*START, later(LEAD + 47)), chromium_only=True),
    State("player-left-handed", HOLDS, "mina", (*START, later(LEAD + 60)), LEFT_HANDED),
    State("player-paused", DESK, "mina", (*RUNS, press("[data-pause]"))),
    State("player-wrong", DESK, "mina", WRONG),
    State("player-where", HOLDS, "mina",
          (*START, later(LEAD + 60), press("[data-where]"), see("[data-sheet=where]"))),
    State("player-senses", DESK, "mina", (see("[data-start]:enabled"), *SENSES)),
    State("player-senses-all", DESK, "mina", (see("[data-start]:enabled"), *SENSES, OPEN_ALL)),
    State("player-unwell-urgent", DESK, lead=(*WRONG, press("[data-sign=urgent]"))),
    State("player-unwell-rest", DESK, lead=(*WRONG, press("[data-sign=rest]"))),
    State("player-finished", DESK, "jun", (*PLAYED, SAVED), chromium_only=True),
    State("player-rating", DESK, "jun", (*PLAYED, SAVED, SKIP), chromium_only=True),
    State("player-suggestion", DESK, "jun", (*PLAYED, SAVED, SKIP, SKIP), chromium_only=True),
    State("player-ended", DESK, "jun", (*RUNS, press("[data-end]"), SAVED)),
    State(
        "player-finished-guest", CALM, lead=(*START, later(LEAD + 320), SAVED), chromium_only=True
    ),
    State("player-discomfort", HOLDS, "jun", (*START, later(LEAD + 240), SAVED, SKIP, SKIP)),
    State("player-worse", DESK, "jun",
          (*PLAYED, SAVED, SKIP, press("[name=rating]"), see("[data-easier]")),
          chromium_only=True),
    State("player-closed", DESK, "stopped", (see("[data-screen=problem]"),)),
    State(
        "player-offline", DESK, "mina", (see("[data-retry]"),), answers=NO_TIMELINE,
        chromium_only=True,
    ),
)  # fmt: skip
