// What a check leaves open, kind by kind, and the sentences that say why. Pure.

const TOUCHED_BY = Object.freeze({
  massage: ["neck_touch"],
  acupressure: ["neck_touch"],
  breathing: ["breath_hold", "breath_deep"],
  mobility: ["neck_motion", "shoulder_load"],
  strength: ["shoulder_load", "neck_motion"],
});
const WITH_POINTS = ["acupressure", "massage"];

/** Each kind with "open", "partly" or "closed" under the effects. */
export function outcomeOf(kinds, rules, effectIds) {
  const inForce = effectIds.map((id) => rules[id]).filter(Boolean);
  return kinds.map((kind) => ({ kind, state: stateOf(kind, inForce) }));
}

/**
 * Why something is closed, each reason once: {id, message, until (or null), open (kinds left by it), canClear}.
 * What a clinician's word has lifted is none; what is settling has the message of what it settles as.
 */
export function reasonsOf(check, result, now) {
  const lifted = new Set(result.cleared);
  const said = result.yes.filter((id) => !lifted.has(id)).map((id) => ({ id, until: result.since?.[id] }));
  const settling = (result.settling ?? []).filter(({ until }) => now < new Date(until));
  const found = [...said.map((one) => ({ ...one, until: untilOf(check, one) })), ...settling];
  const reasons = found.map(({ id, until }) => reasonOf(check, id, until)).filter(Boolean);
  return reasons.filter(({ until }) => until === null || now < new Date(until));
}

function reasonOf(check, id, until) {
  const question = check.questions.find((one) => one.id === id);
  if (!question) return null;
  const open = outcomeOf(check.kinds, check.effects, question.effects).filter(({ state }) => state !== "closed");
  return { id, message: question.message, until, open: open.map(({ kind }) => kind), canClear: question.clearable === "level_1" };
}

function untilOf(check, { id, until: since }) {
  const hours = check.questions.find((one) => one.id === id)?.lasts_hours;
  return hours && since ? new Date(Date.parse(since) + hours * 3_600_000).toISOString() : null;
}

function stateOf(kind, rules) {
  if (rules.some((rule) => rule.kinds.includes(kind))) return "closed";
  const tags = TOUCHED_BY[kind] ?? [];
  const touched = rules.some((rule) => rule.tags.some((tag) => tags.includes(tag)) || (rule.points.length > 0 && WITH_POINTS.includes(kind)));
  return touched ? "partly" : "open";
}
