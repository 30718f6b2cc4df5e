"""The first run: welcome, first choice, safety check, joining by a link; and what went wrong."""

from tests.looks.states import IPHONE, Device, State, press, run, see, write

HOME_SCREEN = Device(
    agent=IPHONE,
    script='Object.defineProperty(navigator, "standalone", {get: () => true});',
)
NO_ZONE = Device(
    script="""Intl.DateTimeFormat.prototype.resolvedOptions = () => ({timeZone: undefined});"""
)
ALL_WELL = tuple(
    press(f"[data-group={group}] label:has([name=none])")
    for group in ("urgent", "eligibility", "today", "history", "skin")
)
SOMETHING = (*ALL_WELL, press("label:has([value=cx_recent_flare])"))
CLEARED = (press("label:has([value=cx_neck_surgery])"),)
ON_THIS_DEVICE = press("button:has-text('Keep on this device only')")

WELCOME = (
    State("welcome", "/"),
    State("welcome-home-screen", "/", device=HOME_SCREEN, chromium_only=True),
    State("start", "/start"),
    State("start-zone", "/start", device=NO_ZONE, chromium_only=True),
    State(
        "start-wrong", "/start",
        lead=(write("[data-zone]", "Nowhere"), press("button[name=routine]"), see("[role=alert]")),
        device=NO_ZONE, chromium_only=True,
    ),
)  # fmt: skip

SAFETY = (
    State("safety", "/safety", "newcomer"),
    State("safety-stranger", "/safety"),
    State("safety-ticked", "/safety", "newcomer", SOMETHING),
    State("safety-gap", "/safety", "newcomer", (ALL_WELL[0], ON_THIS_DEVICE, see("[data-error]"))),
    State(
        "safety-emergency", "/safety", "newcomer",
        (press("label:has([value=cx_heart_signs])"), see("#emergency")),
    ),
    State("safety-outcome", "/safety", "ada", (*SOMETHING, ON_THIS_DEVICE, see("#outcome"))),
    State(
        "safety-nothing", "/safety", "ada",
        (*ALL_WELL, press("label:has([value=cx_under_18])"), ON_THIS_DEVICE, see("#outcome")),
    ),
)  # fmt: skip

LINK = (
    State("link", "{link}"),
    State("link-same", "{link}", "ines"),
    State("link-other", "{link}", "mina"),
    State("link-expired", "/link/used-or-too-old"),
    State("link-code", "/link"),
    State(
        "link-code-wrong", "/link",
        lead=(write("#code", "K7QM"), press("button:has-text('Join')"), see(".field__error")),
    ),
)  # fmt: skip

TROUBLE = (
    State("offline", "/offline"),
    State("problem-404", "/nothing-here", "mina"),
    State("problem-404-stranger", "/nothing-here"),
    State("problem-500", "/broken", "mina"),
)
GUIDE = (State("styleguide", "/styleguide", "mina", at_home=True),)
OPEN_GROUPS = run("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
