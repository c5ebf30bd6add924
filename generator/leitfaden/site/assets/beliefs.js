// Which wrong ideas her answers betray: every answer that counts as evidence is a chance where one of its options, places,
// or decisions would have shown the idea, and she may have taken it or not.

/**
 * The wrong ideas that at least one of her last few chances showed, those shown the last time first.
 * @param {Evidence[]} pieces in order of time @returns {Belief[]}
 */
function beliefs(pieces) {
  /** @type {Map<string, Chance[]>} */
  const chances = new Map();
  for (const piece of pieces) {
    const { met, taken: shown } = betrayedBy(piece);
    for (const idea of met) chances.set(idea, [...(chances.get(idea) ?? []), { piece, shown: shown.has(idea) }]);
  }
  return [...chances]
    .map(([idea, all]) => beliefOf(idea, all.slice(-LATEST)))
    .filter(({ shown }) => shown)
    .sort((a, b) => BELIEF_WORDS.indexOf(a.word) - BELIEF_WORDS.indexOf(b.word) || b.shown - a.shown || latest(b) - latest(a) || (a.idea < b.idea ? -1 : 1));
}

/** Shown the last time; no more, but not right either; answered rightly the last time. @type {Belief["word"][]} */
const BELIEF_WORDS = ["held", "wavering", "since"];

/** @param {string} idea @param {Chance[]} chances one or more, in order of time @returns {Belief} */
function beliefOf(idea, chances) {
  const last = chances[chances.length - 1];
  const word = last.shown ? "held" : last.piece.answered.score === 1 ? "since" : "wavering";
  return { idea, chances, shown: chances.filter(({ shown }) => shown).length, word };
}

/** @param {Belief} belief */
function latest({ chances }) {
  return chances[chances.length - 1].piece.time;
}

/** The wrong ideas that an answer could have betrayed, and those that it did. @param {Evidence} piece @returns {{ met: Set<string>, taken: Set<string> }} */
function betrayedBy({ activity, answered }) {
  const { betrays, plays } = COURSE.activities[activity.id];
  /** @type {string[]} */
  const met = [];
  /** @type {string[]} */
  const taken = [];
  for (const [id, ideas] of Object.entries(betrays)) {
    const own = Object.hasOwn(answered.responses, id) ? answered.responses[id] : null;
    const steps = plays[id] && stepsOf(plays[id], own);
    met.push(...(steps ? steps.offered.map((key) => ideas[key]) : Object.values(ideas)));
    taken.push(...(steps ? steps.taken : partsOf(own)).map((key) => (Object.hasOwn(ideas, key) ? ideas[key] : "")));
  }
  return { met: new Set(met.filter(Boolean)), taken: new Set(taken.filter(Boolean)) };
}

/** The parts of an answer as the course's map names them: ids, `blank=answer`, `slot/item`. @param {Answer} answer @returns {string[]} */
function partsOf(answer) {
  if (Array.isArray(answer)) return answer;
  if (typeof answer !== "object" || answer === null) return [];
  return Object.entries(answer).flatMap(([key, list]) => [`${key}=${list[0]}`, ...list.map((item) => `${key}/${item}`)]);
}

/** The decisions that a play was offered and those that it took, as `scene/decision`: what is decided shows the scene only when it is played again. @param {PathRules} rules @param {Answer} answer */
function stepsOf(rules, answer) {
  const turns = Array.isArray(answer) ? answer : [];
  const steps = turns.flatMap((turn, at) => {
    const play = replayed(rules, turns.slice(0, at));
    const open = play ? offered(play) : [];
    return play && open.includes(turn) ? [{ taken: `${play.id}/${turn}`, offered: open.map((id) => `${play.id}/${id}`) }] : [];
  });
  return { taken: steps.map((step) => step.taken), offered: steps.flatMap((step) => step.offered) };
}
