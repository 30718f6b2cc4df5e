/**
 * The safety check's rules on the device: what answers take away, and what an effect blocks.
 *
 * The server keeps the same rules; one file of examples holds both to the same answers.
 *
 * @typedef {{id: string, group: string, effects: string[], clearable: string,
 *   lasts_hours: number|null, settles_hours: number|null, settles_as: string}} Question
 * @typedef {{yes: string[], cleared?: string[], since?: Record<string, string>,
 *   settling?: {id: string, until: string}[]}} Answers
 * @typedef {{id: string, until: string|null, clearable: string}} Effect
 * @typedef {{kinds: string[], tags: string[], points: string[]}} EffectRule
 * @typedef {{kind: string|null, tags: string[], points: string[]}} Exercise
 */

export const NO_CHECK = Object.freeze(["breathing_only"]);

const HOUR = 60 * 60 * 1000;

/**
 * The effects of a check, sorted by id; of two alike the stricter holds.
 * @param {Question[]} questions @param {Answers} answers @param {Date} now @returns {Effect[]}
 */
export function effectsOf(questions, answers, now) {
  const known = new Set(questions.map((question) => question.id));
  const unknown = answers.yes.filter((id) => !known.has(id));
  if (unknown.length > 0) throw new RangeError(`unknown questions: ${unknown.join(", ")}`);
  const strictest = new Map();
  for (const effect of given(questions, answers, now)) {
    const other = strictest.get(effect.id);
    strictest.set(effect.id, other ? stricter(other, effect) : effect);
  }
  return [...strictest.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
}

/**
 * The ids of the effects that have not run out, sorted.
 * @param {Effect[]} effects @param {Date} now @returns {string[]}
 */
export function inForce(effects, now) {
  const holds = (effect) => effect.until === null || now < new Date(effect.until);
  return effects.filter(holds).map((effect) => effect.id).sort();
}

/**
 * Whether any effect takes this exercise away; an unknown effect blocks as if no check was made.
 * @param {Record<string, EffectRule>} rules @param {Exercise} exercise
 * @param {Iterable<string>} effectIds @returns {boolean}
 */
export function isBlocked(rules, exercise, effectIds) {
  return [...effectIds].some((id) => blocks(ruleOf(rules, id), exercise));
}

/**
 * Whether a timeline, kept from earlier perhaps, may no longer be played: an exercise or its level.
 * @param {Record<string, EffectRule>} rules
 * @param {{level: number, entries: object[]}} timeline as the server's JSON has it
 * @param {string[]} effectIds @returns {boolean}
 */
export function isTimelineBlocked(rules, timeline, effectIds) {
  if (isSilenced(effectIds) || timeline.level > highestLevel(effectIds)) return true;
  return timeline.entries.some(({ exercise_kind: kind, tags, points }) =>
    isBlocked(rules, { kind, tags, points }, effectIds),
  );
}

/**
 * The highest level that may be played: 1 or 3.
 * @param {string[]} effectIds @returns {number}
 */
export function highestLevel(effectIds) {
  return effectIds.includes("level_1_only") ? 1 : 3;
}

/**
 * Whether nothing at all is offered.
 * @param {string[]} effectIds @returns {boolean}
 */
export function isSilenced(effectIds) {
  return effectIds.includes("stop_all");
}

/**
 * Whether an answer calls for the emergency card at once, whatever else is still unanswered.
 * @param {Question[]} questions @param {Answers} answers @returns {boolean}
 */
export function isUrgent(questions, answers) {
  return questions.some(
    (question) => answers.yes.includes(question.id) && question.effects.includes("urgent_help"),
  );
}

/**
 * The questions by group, groups and questions in the order given.
 * @param {Question[]} questions @returns {{key: string, questions: Question[]}[]}
 */
export function groupsInOrder(questions) {
  const groups = new Map();
  for (const question of questions) {
    if (!groups.has(question.group)) groups.set(question.group, []);
    groups.get(question.group).push(question);
  }
  return [...groups].map(([key, members]) => ({ key, questions: members }));
}

/**
 * Whether every group has a yes or was answered with "none of these" (its key in `none`).
 * @param {{key: string, questions: Question[]}[]} groups
 * @param {{yes: string[], none: string[]}} answers @returns {boolean}
 */
export function isComplete(groups, answers) {
  return groups.every(
    (group) =>
      answers.none.includes(group.key) ||
      group.questions.some((question) => answers.yes.includes(question.id)),
  );
}

function* given(questions, answers, now) {
  for (const question of questions) {
    yield* saidYes(question, answers, now);
    yield* settling(question, answers, now);
  }
}

function* saidYes(question, answers, now) {
  if (!answers.yes.includes(question.id)) return;
  const since = answers.since?.[question.id];
  const until = untilOf(question, since ? new Date(since) : now);
  for (const id of effectsGiven(question, answers.cleared ?? [])) {
    yield { id, until, clearable: question.clearable };
  }
}

function* settling(question, answers, now) {
  for (const { id, until } of answers.settling ?? []) {
    if (id !== question.id || now >= new Date(until)) continue;
    for (const effect of question.effects) yield { id: effect, until, clearable: question.clearable };
  }
}

function effectsGiven(question, cleared) {
  const isLifted = cleared.includes(question.id) && question.clearable === "level_1";
  return isLifted ? ["level_1_only"] : question.effects;
}

function untilOf(question, now) {
  if (question.lasts_hours == null) return null;
  return new Date(now.getTime() + question.lasts_hours * HOUR).toISOString();
}

function stricter(one, other) {
  const endless = one.until === null || other.until === null;
  const later = one.until > other.until ? one.until : other.until;
  const clearable = [one.clearable, other.clearable].includes("none") ? "none" : one.clearable;
  return { id: one.id, until: endless ? null : later, clearable };
}

function ruleOf(rules, id) {
  return Object.hasOwn(rules, id) ? rules[id] : rules.breathing_only;
}

function blocks(rule, exercise) {
  return (
    rule.kinds.includes(exercise.kind) ||
    exercise.tags.some((tag) => rule.tags.includes(tag)) ||
    exercise.points.some((point) => rule.points.includes(point))
  );
}
