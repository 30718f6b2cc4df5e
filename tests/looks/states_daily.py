"""The pages of every day: today, the routines, the plan."""

from tests.looks.states import Device, State, press, run, see, write

OFFER = """
const event = new Event("beforeinstallprompt");
event.prompt = async () => undefined;
window.dispatchEvent(event);
"""
AWAY = Device(time_zone="America/New_York")
PRACTISED_HERE = Device(script='localStorage.setItem("unhunch.finished", "yes");')
OF_AN_OLDER_BUILD = Device(script='localStorage.setItem("unhunch.build", "an older one");')
KEPT = Device(
    script="""
    new MutationObserver((_, seen) => {
      if (!document.documentElement) return;
      document.documentElement.dataset.keptAt = "2026-11-26T07:12:00Z";
      seen.disconnect();
    }).observe(document, {childList: true});
    """
)

TODAY = (
    State("today-newcomer", "/", "newcomer"),
    State("today-empty", "/", "begun"),
    State("today", "/", "mina"),
    State("today-due", "/", "due"),
    State("today-done", "/", "done"),
    State("today-replaced", "/", "careful"),
    State("today-stopped", "/", "stopped"),
    State("today-device-gone", "/", "silent"),
    State("today-reminders-off", "/", "jun"),
    State("today-quiet", "/", "quiet"),
    State("today-fewer", "/", "fewer"),
    State("today-kept", "/", "mina", (see(".note"),), KEPT, chromium_only=True),
    State("today-updated", "/", "mina", (see(".note"),), OF_AN_OLDER_BUILD),
    State(
        "today-install", "/", "done", (run(OFFER), see(".button:has-text('Install')")),
        PRACTISED_HERE, chromium_only=True,
    ),
)  # fmt: skip

ROUTINES = (
    State("routines-stranger", "/routines"),
    State("routines", "/routines", "mina"),
    State("routines-careful", "/routines", "careful"),
    State("routines-found", "/routines?kind=acupressure&minutes=5", "mina"),
    State("routines-nothing", "/routines?kind=massage&place=lying", "mina"),
    State("routine", "/routines/desk_minute", "mina"),
    State("routine-level", "/routines/strengthen_5?level=2", "mina"),
    State("routine-long", "/routines/full_self_massage", "mina"),
    State("routine-changed", "/routines/hands_only_reset", "careful"),
    State("routine-replaced", "/routines/desk_minute", "newcomer"),
    State("routine-closed", "/routines/desk_minute", "stopped"),
    State("exercises", "/exercises", "mina"),
    State("exercise-point", "/exercises/acu_gb20", "mina"),
    State("exercise-strength", "/exercises/str_iso_side", "mina"),
    State("exercise-stranger", "/exercises/mas_side_rub"),
    State("exercise-closed", "/exercises/mas_side_rub", "careful"),
)

WRONG_HOURS = (
    write("[name=mon_1_end]", "08:00"),
    run("document.querySelector('[name=max_per_day]').value = '90'"),
    press("button:has-text('Save the plan')"),
    see("[role=alert]"),
)
PLAN = (
    State("plan-empty", "/plan", "newcomer"),
    State("plan", "/plan", "mina"),
    State("plan-busy", "/plan", "busy", (press("summary"),)),
    State("plan-saved", "/plan?saved=1", "mina"),
    State("plan-quiet", "/plan", "quiet"),
    State("plan-one-a-day", "/plan", "one_a_day"),
    State("plan-never", "/plan", "never"),
    State("plan-paused", "/plan", "paused"),
    State("plan-history", "/plan/history", "told"),
    State("plan-history-none", "/plan/history", "begun"),
    State("plan-wrong", "/plan", "eve", WRONG_HOURS),
    State("plan-elsewhere", "/plan", "mina", (see("[data-zone-question]"),), AWAY),
)
