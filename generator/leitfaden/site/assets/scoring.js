// The scoring contract in the browser; scoring.py is its twin, tests/vectors/scoring.json holds both.

/**
 * What an answer scores on one interaction, 0 to 1, rounded half up at the sixth decimal.
 * @param {Rules} rules @param {Answer | undefined} answer @returns {number}
 */
function score(rules, answer) {
  const ids = Array.isArray(answer) && answer.every((id) => typeof id === "string") ? answer : [];
  if (rules.form === "pick") return rounded(scorePick(rules.weights, ids, rules.several));
  if (rules.form === "rate") return rounded(typeof answer === "string" && Object.hasOwn(rules.credit, answer) ? rules.credit[answer] : 0);
  return rounded(scoreOrder(rules.key, ids));
}

/** @param {Record<string, number>} weights @param {string[]} chosen @param {boolean} several */
function scorePick(weights, chosen, several) {
  const weight = (/** @type {string} */ id) => (Object.hasOwn(weights, id) ? weights[id] : 0);
  if (!several) return chosen.length === 1 ? weight(chosen[0]) : 0;
  return [...new Set(chosen)].reduce((sum, id) => sum + weight(id), 0);
}

/** @param {string[]} key @param {string[]} given */
function scoreOrder(key, given) {
  if (key.length < 2 || given.length !== key.length || !key.every((id) => given.includes(id))) return 0;
  let right = 0;
  for (let i = 0; i < key.length; i += 1)
    for (let j = i + 1; j < key.length; j += 1) right += given.indexOf(key[i]) < given.indexOf(key[j]) ? 1 : 0;
  return right / ((key.length * (key.length - 1)) / 2);
}

/** @param {number} value */
function rounded(value) {
  return Math.floor(Math.min(1, Math.max(0, value)) * 1e6 + 0.5) / 1e6;
}

/**
 * The mean score of an activity's interactions; what was not answered counts as 0.
 * @param {Record<string, Rules>} rules @param {Record<string, Answer>} answers @returns {number}
 */
function scoreAll(rules, answers) {
  const scores = Object.keys(rules).map((id) => score(rules[id], answers[id]));
  return scores.length ? rounded(scores.reduce((sum, one) => sum + one, 0) / scores.length) : 0;
}
