// The timelines the server would answer, from its compiler; empty where no Python can run it.

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const VENV = `${ROOT}.venv/bin/python`;

/** The Python that has the product. */
export const python = () => process.env.PYTHON ?? (existsSync(VENV) ? VENV : "python3");

/** The desk minute at level 1. */
export const deskMinute = () => JSON.parse(readFileSync(new URL("../fixtures/timeline_desk_minute.json", import.meta.url)));

/** Every routine at every level. */
export function everyTimeline() {
  const printed = execFileSync(python(), ["-m", "tests.fixtures.make_timelines"], { cwd: ROOT, maxBuffer: 1 << 26, encoding: "utf-8" });
  return JSON.parse(printed);
}
