"""The player: how light it is, how true it keeps time, how soon a press on a reminder is there."""

import math
from pathlib import Path

from tests import requirements
from tests.bench.figures import Figure, at_least, at_most
from tests.bench.player_arrival import arrivals
from tests.browser.player_phone import COME, LEAD_SECONDS
from tests.browser.real_tab import RealTab
from tests.conftest import settings_in
from tests.lab import chromium
from tests.lab.app import RunningApp
from tests.lab.waiting import until
from tests.visitor import Visitor
from tests.web.cold_visit import visit
from tests.web.player_scripts import player_scripts
from webapp import clock
from webapp.application import create_app
from webapp.storage.db import db
from webapp.storage.migrate import upgrade

ROUTINE = "hands_only_reset"  # a little more than three minutes
TIMELINE = f"/api/v1/routines/{ROUTINE}/timeline?level=1"
READ = f"(async () => (await (await fetch('{TIMELINE}')).json()).entries.map((one) => one.start))()"
# Writes down when the run began, each change of the step, and the end.
NOTE = """
window.changes = []; window.over = false;
addEventListener("DOMContentLoaded", () => {
  const player = document.getElementById("player");
  const screen = (name) => document.querySelector(`[data-screen=${name}]`);
  const watch = (what, name, then) =>
    new MutationObserver(then).observe(what, {attributeFilter: [name]});
  if (!player) return;
  const note = () => changes.push([Number(player.dataset.entry), performance.now()]);
  watch(player, "data-entry", note);
  const begin = () => { if (!screen("play").hidden) window.began ??= performance.now(); };
  watch(screen("play"), "hidden", begin);
  watch(screen("done"), "hidden", () => { over ||= !screen("done").hidden; });
});
"""


def measure(folder: Path) -> list[Figure]:
    """Bytes from cold, milliseconds a step came late, milliseconds from a press to Start."""
    return [*_weights(folder / "weights"), *_drift(folder / "drift"), *arrivals(folder / "arrival")]


def _weights(folder: Path) -> list[Figure]:
    settings = settings_in(folder)
    upgrade(settings.database_url, folder / "backups", clock.now())
    app = create_app(settings)
    stranger = Visitor(app.test_client())
    timeline = "/api/v1/routines/desk_minute/timeline?level=1"
    cold = visit(stranger, "/routines/desk_minute/play", (timeline,))
    scripts = sum(player_scripts(stranger).values())
    with app.app_context():
        db.engine.dispose()
    return [
        Figure("player: cold, over the wire", cold.bytes / 1000, "kB", targets=(at_most(60),)),
        Figure("player: all its scripts, packed", scripts / 1000, "kB", targets=(at_most(25),)),
    ]


def _drift(folder: Path) -> list[Figure]:
    binary = requirements.find_program(*chromium.BINARIES)
    if binary is None:
        return []
    with RunningApp(folder / "app", {}) as app, RealTab(binary, folder / "chromium") as tab:
        tab.before_every_page(NOTE)
        tab.go(f"{app.url}/offline")
        tab.ask(f"({COME})([])")
        starts = tab.ask(READ)
        tab.go(f"{app.url}/routines/{ROUTINE}/play")
        until(lambda: tab.ask("!document.querySelector('[data-start]').disabled"), "Start", 60)
        tab.ask("document.querySelector('[data-start]').click()")
        until(lambda: tab.ask("over"), "the end of the routine", 300)
        began, changes = tab.ask("began"), tab.ask("changes")
    met = {index: at - began - (LEAD_SECONDS + starts[index]) * 1000 for index, at in changes}
    late = [abs(ms) for index, ms in met.items() if index > 0]
    return [
        Figure(
            "player: steps met in a real run", len(met), "steps", targets=(at_least(len(starts)),)
        ),
        Figure(
            "player: furthest a step was off",
            max(late, default=math.inf),
            "ms",
            targets=(at_most(50),),
        ),
    ]
