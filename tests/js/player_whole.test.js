// Every language there is, found by its files, in a process of its own: the scripts keep the words they first saw.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { promisify } from "node:util";
import { ROOT } from "./timelines.js";

const WRITTEN_IN = "en"; // the catalogue itself; a folder beside it is another language
const translated = readdirSync(`${ROOT}webapp/domain/catalogue`, { withFileTypes: true })
  .filter((one) => one.isDirectory() && !one.name.startsWith("_"))
  .map(({ name }) => name);

for (const language of [WRITTEN_IN, ...translated]) {
  test(`the whole player in ${language}`, async () => {
    const { NODE_TEST_CONTEXT: _, ...env } = process.env; // it reports to this test, not to the run around it
    const played = promisify(execFile)(process.execPath, ["--test-reporter=tap", "tests/js/player_whole.js", language], { cwd: ROOT, env, maxBuffer: 1 << 26 });
    const { stdout } = await played.catch(({ stdout: report, stderr }) => {
      throw new Error(`${report.split("\n").filter((line) => !/^ok|^# Subtest/.test(line)).slice(0, 200).join("\n")}\n${stderr}`);
    });
    assert.match(stdout, /^# pass [1-9]/m);
  });
}
