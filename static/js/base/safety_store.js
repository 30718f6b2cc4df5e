// What this device knows of the safety check. The answers never leave it; their effects may.

const KEY = "unhunch.safety";

/** The stored result {version, answered_at, yes, cleared, effects}, or null where no check was made here. */
export function readSafety(storage) {
  try {
    return JSON.parse(storage.getItem(KEY));
  } catch {
    return null;
  }
}

/** Keeps the result of a check. */
export function writeSafety(storage, result) {
  storage.setItem(KEY, JSON.stringify(result));
}

/** After a stop sign only calm breathing stays open here, after an urgent one nothing, until the check is repeated. */
export function lockAfterStop(storage, now, { urgent, sign }) {
  const known = readSafety(storage) ?? { version: null, yes: [], cleared: [], effects: [] };
  const lock = { id: urgent ? "stop_all" : "breathing_only", until: null, clearable: "none" };
  const effects = [...known.effects.filter((one) => one.id !== lock.id), lock];
  writeSafety(storage, { ...known, effects, stopped_at: new Date(now).toISOString(), stopped_for: sign });
}

const WHOLE_CHECK_MS = 90 * 24 * 3_600_000;

/** The ids of the effects in force, or null where no check was made here; a check older than 90 days leaves calm breathing. */
export function effectsInForce(result, now) {
  if (!result) return null;
  const ids = result.effects.filter((one) => one.until === null || Date.parse(one.until) > now).map((one) => one.id);
  const isOld = !(now - Date.parse(result.answered_at) < WHOLE_CHECK_MS);
  return isOld && !ids.includes("breathing_only") ? [...ids, "breathing_only"] : ids;
}

/** The header a timeline is asked for with; empty where the check found nothing, absent without a check. */
export function safetyHeaders(result, now) {
  const effects = effectsInForce(result, now);
  return effects === null ? {} : { "Safety-Effects": effects.join(",") };
}
