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

/** The messages of the questions answered yes, in their order, each once; a lifted one says so by its absence. */
export function messagesFor(questions, { yes, cleared }) {
  const counts = questions.filter((question) => yes.includes(question.id) && !cleared.includes(question.id));
  return [...new Set(counts.map((question) => question.message))];
}

function stateOf(kind, rules) {
  if (rules.some((rule) => rule.kinds.includes(kind))) return "closed";
  const tags = TOUCHED_BY[kind] ?? [];
  const touched = rules.some((rule) => rule.tags.some((tag) => tags.includes(tag)) || (rule.points.length > 0 && WITH_POINTS.includes(kind)));
  return touched ? "partly" : "open";
}
