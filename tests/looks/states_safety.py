"""Safety in daily use: what is open and why, the short list, a flare, levels."""

import json

from tests.looks.states import Device, State, press, see

ANSWERED = "2026-11-20T08:42:00Z"
LATER = "2026-11-27T08:42:00Z"


def _device(**changes: object) -> Device:
    """A device on which a check was made some days ago."""
    known = {
        "version": 1,
        "consent": False,
        "answered_at": ANSWERED,
        "today_at": ANSWERED,
        "yes": [],
        "cleared": [],
        "since": {},
        "settling": [],
        "effects": [],
    }
    text = json.dumps(json.dumps(known | changes))
    return Device(
        script='localStorage.getItem("unhunch.safety") ?? '
        f'localStorage.setItem("unhunch.safety", {text});'
    )


def _effects(*ids: str, until: str | None = None) -> list[dict[str, object]]:
    return [{"id": each, "until": until, "clearable": "none"} for each in ids]


WELL = _device()
CAREFUL = _device(
    yes=["cx_clot", "cx_skin"],
    effects=_effects("no_massage", "no_acupressure", "no_strength", "ask_first"),
)
SETTLING = _device(
    settling=[{"id": "cx_recent_flare", "until": LATER}],
    effects=_effects("no_massage", "no_neck_pressure", "no_strength", "level_1_only", until=LATER),
)
URGENT = _device(yes=["cx_heart_signs"], effects=_effects("stop_all", "urgent_help"))
OLD = _device(answered_at="2026-08-01T08:00:00Z")

SAFE = (
    State("safety-known", "/safety", "begun", (see("#outcome"),), CAREFUL),
    State("safety-settling", "/safety", "begun", (see("#outcome"),), SETTLING),
    State("safety-today", "/safety?today", "begun", (see("[data-short] h1"),), WELL),
    State("safety-old", "/safety", "begun", (see("[data-old]"),), OLD),
    State("safety-urgent-kept", "/safety", "begun", (see("#emergency"),), URGENT),
    State("flare-on", "/flare?now", "begun", (see("[data-screen=on]"),), WELL),
    State(
        "flare-settling",
        "/flare",
        "begun",
        (see("[data-screen=settling]"),),
        SETTLING,
        chromium_only=True,
    ),  # WebKit keeps its own date
    State("flare-off", "/flare", "begun", (see("[data-screen=off]"),), WELL),
    State(
        "today-check", "/routines/neck_shoulder_holds/play", "begun", (see("[data-today]"),), WELL
    ),
    State("levels", "/levels", "begun"),
    State("levels-offered", "/levels", "ready", (press("summary"),)),
    State("levels-paused", "/levels", "puzzled"),
)
