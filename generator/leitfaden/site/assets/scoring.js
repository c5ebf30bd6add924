// The scoring contract in the browser; scoring.py, limits.py and plays.py are its twins, tests/vectors/scoring.json holds both.

/**
 * What an answer scores on one interaction, 0 to 1, rounded half up at the sixth decimal; null where nothing is scored.
 * @param {Rules} rules @param {Answer | undefined} answer @returns {number | null}
 */
function score(rules, answer) {
  switch (rules.form) {
    case "pick":
      return rounded(scorePick(rules.weights, listOf(answer), rules.several));
    case "mark":
      return rounded(scorePick(rules.weights, listOf(answer), true));
    case "rate":
      return rounded(typeof answer === "string" ? own(rules.credit, answer, 0) : 0);
    case "order":
      return rounded(scoreOrder(rules.key, listOf(answer)));
    case "place":
      return rounded(scorePlace(rules, answer));
    case "gap":
      return rounded(scoreGap(rules.blanks, answer));
    case "path":
      return rounded(replayed(rules, listOf(answer))?.scene.worth ?? 0);
    default:
      return null;
  }
}

/**
 * The mean score of an activity's scored interactions; what was not answered counts as 0. Null where nothing is scored.
 * @param {Record<string, Rules>} rules @param {Record<string, Answer>} answers @returns {number | null}
 */
function scoreAll(rules, answers) {
  const ids = Object.keys(rules);
  const scores = ids.map((id) => score(rules[id], own(answers, id, null))).filter((one) => one !== null);
  if (!scores.length) return ids.length ? null : 0;
  return rounded(total(scores) / scores.length);
}

/** What an object itself holds under a key, not what every object inherits. @template T @param {Record<string, T>} object @param {string} key @param {T} otherwise @returns {T} */
function own(object, key, otherwise) {
  return Object.hasOwn(object, key) ? object[key] : otherwise;
}

/** A list of texts as it is, anything else as an empty one. @param {unknown} value @returns {string[]} */
function listOf(value) {
  return Array.isArray(value) && value.every((one) => typeof one === "string") ? value : [];
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
function isMapping(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @param {number[]} numbers */
function total(numbers) {
  return numbers.reduce((sum, one) => sum + one, 0);
}

/** @param {number} value */
function rounded(value) {
  return Math.floor(Math.min(1, Math.max(0, value)) * 1e6 + 0.5) / 1e6;
}

/** @param {Record<string, number>} weights @param {string[]} chosen @param {boolean} several */
function scorePick(weights, chosen, several) {
  if (!several) return chosen.length === 1 ? own(weights, chosen[0], 0) : 0;
  return total([...new Set(chosen)].map((id) => own(weights, id, 0)));
}

/** @param {string[]} key @param {string[]} given */
function scoreOrder(key, given) {
  if (key.length < 2 || given.length !== key.length || !key.every((id) => given.includes(id))) return 0;
  let right = 0;
  for (let i = 0; i < key.length; i += 1)
    for (let j = i + 1; j < key.length; j += 1) right += given.indexOf(key[i]) < given.indexOf(key[j]) ? 1 : 0;
  return right / ((key.length * (key.length - 1)) / 2);
}

/** @param {PlaceRules} rules @param {unknown} answer */
function scorePlace(rules, answer) {
  const sequence = placed(rules, answer);
  if (!sequence) return 0;
  const { key, limits } = rules;
  if (key) {
    const items = Object.keys(key);
    const right = items.filter((item) => {
      const places = sequence.filter((one) => one.item === item);
      return places.length === 1 && rules.slots[places[0].slot] === key[item];
    });
    return right.length / items.length;
  }
  if (!limits || sequence.length < (rules.least ?? 0)) return 0;
  return total(limits.filter((limit) => keeps(limit, rules, sequence)).map((limit) => limit.weight)) / total(limits.map((limit) => limit.weight));
}

/**
 * What was placed as one sequence: slot after slot, and within a slot in the learner's order; null where it is no answer.
 * @param {PlaceRules} rules @param {unknown} answer @returns {Placed[] | null}
 */
function placed(rules, answer) {
  const known = rules.key ?? rules.sorts ?? {};
  if (!isMapping(answer) || !Object.keys(answer).every((slot) => rules.slots.includes(slot))) return null;
  const whole = Object.values(answer).every((items) => Array.isArray(items) && items.every((item) => typeof item === "string" && Object.hasOwn(known, item)));
  return whole ? rules.slots.flatMap((id, slot) => listOf(own(answer, id, [])).map((item) => ({ slot, item }))) : null;
}

/** Whether a sequence keeps a limit. @param {LimitRules} limit @param {PlaceRules} rules @param {Placed[]} sequence @returns {boolean} */
function keeps(limit, rules, sequence) {
  const sortOf = (/** @type {Placed} */ one) => own(rules.sorts ?? {}, one.item, "");
  const within = (/** @type {number} */ number, whole = 1) =>
    (limit.least ?? 0) * whole - 1e-9 <= number && number <= (limit.most ?? Infinity) * (whole || 1) + 1e-9;
  const concerned = sequence.map((one) => !limit.of.length || limit.of.includes(sortOf(one)));
  const mine = sequence.filter((_, at) => concerned[at]);
  switch (limit.measure) {
    case "count":
      return within(mine.length);
    case "share":
      return within(mine.length, sequence.length);
    case "per_slot":
      return rules.slots.every((_, slot) => within(mine.filter((one) => one.slot === slot).length));
    case "each":
      return mine.every((one) => within(mine.filter((other) => other.item === one.item).length));
    case "in_a_row":
      return concerned.every((concerns, at) => !concerns || concerned[at - 1] || within([...concerned.slice(at), false].indexOf(false)));
    case "gap":
      return mine.every((one, at) => !at || within(one.slot - mine[at - 1].slot - 1));
    case "not_before":
      return mine.every((one) => one.slot >= rules.slots.indexOf(limit.slot ?? ""));
    default: {
      const first = sequence.findIndex((one) => limit.first?.includes(sortOf(one)));
      const begin = concerned.indexOf(true);
      return begin < 0 || (first >= 0 && begin > first);
    }
  }
}

/** @param {Record<string, BlankRules>} blanks @param {unknown} answer */
function scoreGap(blanks, answer) {
  const ids = Object.keys(blanks);
  const points = ids.map((id) => scoreBlank(blanks[id], listOf(isMapping(answer) ? own(answer, id, []) : [])));
  return total(points) / ids.length;
}

/** A typed blank scores what was recognised when it was typed. @param {BlankRules} rules @param {string[]} answer */
function scoreBlank(rules, answer) {
  return answer.length === (rules.accept ? 3 : 1) ? own(rules.weights, answer[0], 0) : 0;
}

/** The answer that a text, typed into a blank, is a way to write; nothing where it is none. @param {BlankRules} rules @param {string} text */
function recognised(rules, text) {
  const written = folded(text, rules);
  return rules.accept?.find(([, variants]) => variants.some((variant) => folded(variant, rules) === written))?.[0] ?? "";
}

/** Both ways, as STRASSE is Straße in capitals. @param {string} text @param {BlankRules} rules */
function folded(text, rules) {
  let plain = text.normalize("NFC").replace(/[\p{Zs}\t\n\r]+/gu, " ").replace(/^ | $/g, "");
  if (rules.forgive?.includes("accents")) plain = plain.normalize("NFD").replace(/\p{Mn}/gu, "");
  return rules.forgive?.includes("case") ? plain.toLowerCase().toUpperCase() : plain;
}

/** The play that decisions lead to; null where one of them was not on offer. @param {PathRules} rules @param {string[]} turns @returns {Play | null} */
function replayed(rules, turns) {
  /** @type {Play | null} */
  let play = begun(rules);
  for (const turn of turns) play = play && taken(rules, play, turn);
  return play;
}

/** @param {PathRules} rules @returns {Play} */
function begun(rules) {
  const state = Object.fromEntries(Object.entries(rules.states).map(([key, [start]]) => [key, start]));
  return { id: rules.first, scene: rules.scenes[rules.first], state, chosen: [] };
}

/** The decisions that can be taken now. @param {Play} play @returns {string[]} */
function offered(play) {
  const turns = play.scene.turns ?? {};
  return Object.keys(turns).filter((id) => holds(turns[id].when, play));
}

/** @param {PathRules} rules @param {Play} play @param {string} id @returns {Play | null} */
function taken(rules, play, id) {
  if (!offered(play).includes(id)) return null;
  const turn = /** @type {TurnRules} */ (play.scene.turns?.[id]);
  const state = { ...play.state };
  for (const [key, [, least, most]] of Object.entries(rules.states)) state[key] = Math.min(most, Math.max(least, state[key] + own(turn.add ?? {}, key, 0)));
  const after = { ...play, state, chosen: [...play.chosen, `${play.id}/${id}`] };
  const to = turn.ways.find((way) => holds(way.when, after))?.to;
  return to === undefined ? null : { ...after, id: to, scene: rules.scenes[to] };
}

/** @param {ConditionRules | undefined} when @param {Play} play @returns {boolean} */
function holds(when, play) {
  return (
    !when ||
    (Object.entries(when.least ?? {}).every(([key, bound]) => play.state[key] >= bound) &&
      Object.entries(when.most ?? {}).every(([key, bound]) => play.state[key] <= bound) &&
      (when.chose ?? []).every((one) => play.chosen.includes(one)) &&
      !(when.not_chose ?? []).some((one) => play.chosen.includes(one)))
  );
}
