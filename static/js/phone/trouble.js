// What to say when a request failed.

import { Problem } from "../base/http.js";
import { say } from "../base/words.js";

/** The words for a request that failed. */
export function wordsOf(problem) {
  if (problem instanceof Problem && problem.status === 0) return say("offline");
  return Object.values(problem.fields ?? {})[0] || problem.detail || say("devices.failed");
}
