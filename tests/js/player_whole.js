import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import test from "node:test";
import { aDrivenClock, aScreen } from "./player_screen.js";
import { stretches } from "./stretches.js";
import { python, ROOT } from "./timelines.js";

// The whole player with its real renderer in one language: each routine at each level to its end by a driven clock.
// What stands on the screen is held to the timeline at the beginning, in the middle and at the end of every stretch.
// `node tests/js/player_whole.js ru` plays one language; player_whole.test.js every one there is.

const NINE = Date.UTC(2026, 10, 23, 9);
const LEAD_MS = 3000;
const LATE = 0.05; // seconds
const BY_EAR = { voice: true, tones: false, vibrate: true };

const clockOf = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

playAll(process.argv[2]);

// Tests every routine at every level as somebody sees and hears it in a language.
function playAll(language) {
  const printed = execFileSync(python(), ["-m", "tests.fixtures.make_player", language], { cwd: ROOT, maxBuffer: 1 << 28, encoding: "utf-8" });
  const { words, timelines } = JSON.parse(printed);
  const screen = aScreen(words, language);
  const say = (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const given = (what, value) => (value && words[`player.${what}.${value}`]) || "";
  const seen = (name) => (screen.part(name).hidden ? "" : screen.part(name).textContent);

  test("every routine at every level is there", () => {
    assert.equal(timelines.length, 14 * 3);
  });

  for (const timeline of timelines) {
    test(`${timeline.routine} at level ${timeline.level} shows and says its timeline, to the end`, async () => {
      const clock = aDrivenClock(NINE);
      try {
        await played(timeline, clock);
      } finally {
        clock.end();
      }
      const spoken = timeline.entries.map((entry) => (entry.kind === "transition" ? say("player.next", entry) : entry.cue));
      assert.deepEqual(screen.said, spoken.filter(Boolean));
      assert.equal(screen.storage.getItem("unhunch.run"), null); // it is over
    });
  }

  async function played(timeline, clock) {
    screen.said.length = 0;
    screen.storage.setItem("unhunch.senses", JSON.stringify(BY_EAR));
    const { play } = await import(`../../static/js/player/play.js?${timeline.routine}-${timeline.level}`);
    await play({ timeline, level: timeline.level, token: null, bySight: true, restored: null, tension: null });
    const to = (seconds) => clock.pass(Math.max(NINE + LEAD_MS + seconds * 1000 - Date.now(), 0));
    for (const [from, until, index, phase, number] of stretches(timeline)) {
      for (const at of [from + LATE, (from + until) / 2 + LATE, until - LATE].filter((one) => one < until)) {
        to(at);
        holds(timeline, index, { at, phase, number, until });
      }
    }
    to(timeline.seconds + LATE);
  }

  function holds(timeline, index, { at, phase, number, until }) {
    const entry = timeline.entries[index];
    const coming = entry.kind === "transition";
    const many = (entry.breath?.cycles ?? entry.repeat) > 1;
    const counted = say(entry.breath ? "player.breath" : "player.count", { n: number, of: entry.breath?.cycles ?? entry.repeat });
    const slow = entry.breath || (entry.repeat > 1 && entry.seconds >= 5);
    const left = Math.ceil((slow ? until : entry.end) - at);
    assert.deepEqual(
      {
        entry: screen.root.dataset.entry, title: seen("now-title"), do: seen("now-do"), phase: seen("phase"), count: seen("count"),
        side: seen("side"), hand: seen("hand"), way: seen("way"), seconds: seen("seconds"),
      },
      {
        entry: String(index), title: coming ? say("player.next", entry) : entry.title, do: entry.do, phase: given("phase", phase), count: many ? counted : "",
        side: given("side", entry.side), hand: given("hand", entry.hand), way: given("way", entry.direction), seconds: left > 90 ? clockOf(left) : String(left),
      },
      `at ${at}`,
    );
    const signals = entry.press ? (timeline.exercises[entry.exercise]?.signals ?? []) : [];
    assert.equal(seen("signals"), signals.length ? say("player.wait_for", { signals: signals.join(", ") }) : "");
  }
}
