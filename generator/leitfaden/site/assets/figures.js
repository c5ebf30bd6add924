// What the page of results says, as numbers: derived from the answers that count, whenever it is asked for, and never stored.
// docs/results.md says what each of them means and why it is counted so.

/** So many of the last answers say where she stands with a claim, or whether she still holds a wrong idea. */
const LATEST = 5;
/** Fewer answers than these are too few for a word on a claim. */
const ENOUGH = 3;
/** From this share of the points on an answer is called right where right and wrong are all there is, as in review. */
const RIGHT = 0.5;
/** So many weeks are shown one by one: half a year. */
const WEEKS = 26;

/** What became of the activities of each module, and of how many points she got the first and the best time. @returns {ModuleFigures[]} */
function moduleFigures() {
  return STANDING.modules.map(({ id }) => figuresOf(id, practisedIn(id))).filter(({ solved, tried, open }) => solved + tried + open);
}

/** @param {string} module @param {StandingActivity[]} activities @returns {ModuleFigures} */
function figuresOf(module, activities) {
  const states = activities.map(({ id, revision, former }) => stateOf([id, revision, ...former].join("@")));
  const count = (/** @type {string} */ state) => states.filter((one) => one === state).length;
  const answered = activities.flatMap((activity) => {
    const scores = practised(activity).map(({ score }) => Number(score));
    return activity.scored && scores.length ? [{ points: COURSE.activities[activity.id].points, first: scores[0], best: Math.max(...scores) }] : [];
  });
  return {
    module,
    solved: count("done"),
    tried: count("tried"),
    open: count("open"),
    first: weightedMean(answered.map(({ points, first }) => [first, points])),
    best: weightedMean(answered.map(({ points, best }) => [best, points])),
  };
}

/** What can be practised in a module. @param {string} module */
function practisedIn(module) {
  return STANDING.activities.filter(({ id, use }) => use === "practice" && COURSE.activities[id].module === module);
}

/** The answers to an activity in practice, in order of time. @param {StandingActivity} activity */
function practised({ id, former, revision }) {
  return record.of([id, ...former], revision);
}

/** A mean that weighs values by points; null where there are none. @param {[number, number][]} pairs value and points @returns {number | null} */
function weightedMean(pairs) {
  const points = total(pairs.map(([, one]) => one));
  return points ? rounded(total(pairs.map(([value, one]) => value * one)) / points) : null;
}

/**
 * Where she stands with each claim that can be asked, by group.
 * @param {Map<string, ClaimCard>} known @param {number} now in milliseconds @returns {GroupFigures[]}
 */
function claimFigures(known, now) {
  const asked = new Set(STANDING.activities.filter(({ scored }) => scored).flatMap(({ claims }) => claims));
  const groups = COURSE.claimsByGroup.map(([group, claims]) => {
    const figures = claims.filter((claim) => asked.has(claim)).map((claim) => claimFigure(claim, known.get(claim), now));
    return { group: COURSE.groups[group] ?? say("results_no_group"), claims: figures };
  });
  return groups.filter(({ claims }) => claims.length);
}

/** @param {string} claim @param {ClaimCard | undefined} card @param {number} now @returns {ClaimFigures} */
function claimFigure(claim, card, now) {
  if (!card) return { claim, answers: 0, mean: null, likely: null, due: null, word: "none" };
  const mean = meanOf(card.history.slice(-LATEST).map(({ answered }) => Number(answered.score)));
  const answers = card.history.length;
  return { claim, answers, mean, likely: retrievability(card, now), due: card.asks.length ? card.due : null, word: wordFor(answers, mean) };
}

/** @param {number} answers @param {number} mean @returns {ClaimFigures["word"]} */
function wordFor(answers, mean) {
  if (answers < ENOUGH) return "few";
  return mean >= COURSE.passMark ? "firm" : mean >= RIGHT ? "shaky" : "not_yet";
}

/** @param {number[]} values one or more */
function meanOf(values) {
  return rounded(total(values) / values.length);
}

/**
 * How sure she was and how right: of the answers that count as evidence, those where she was asked.
 * @param {Evidence[]} pieces in order of time @returns {Calibration}
 */
function calibration(pieces) {
  const given = (/** @type {number} */ confidence) => {
    const those = pieces.filter(({ answered }) => answered.confidence === confidence);
    const wrong = those.filter((piece) => !isRight(piece));
    return { right: those.length - wrong.length, wrong: wrong.length, wrongs: wrong.reverse() };
  };
  return { unsure: given(1), middle: given(2), sure: given(3) };
}

/** @param {Evidence} piece */
function isRight({ answered }) {
  return Number(answered.score) >= RIGHT;
}

/** What the four fields say of her, if they say anything yet. @param {Calibration} found @returns {"none" | "few" | "over" | "under" | "good"} */
function judgement({ sure, unsure, middle }) {
  const share = (/** @type {Sureness} */ { right, wrong }) => right / (right + wrong);
  const enough = (/** @type {Sureness} */ { right, wrong }) => right + wrong >= LATEST;
  if (enough(sure) && share(sure) < 0.8) return "over";
  if (enough(unsure) && share(unsure) > 0.7) return "under";
  if (enough(sure)) return "good";
  return [sure, unsure, middle].some(({ right, wrong }) => right + wrong) ? "few" : "none";
}

/**
 * The answers of each week, from Monday on where the learner is: the first week that has one to this week, but no more than fit.
 * @param {Answered[]} answers in order of time @param {number} now @returns {{ weeks: Week[], earlier: number }}
 */
function weeksOf(answers, now) {
  const counts = new Map();
  for (const { time } of answers) {
    const week = mondayOf(Math.min(Date.parse(time), now)); // a clock elsewhere may run ahead
    counts.set(week, (counts.get(week) ?? 0) + 1);
  }
  const first = Math.min(...counts.keys());
  /** @type {Week[]} */
  const weeks = [];
  for (let start = mondayOf(now); start >= first && weeks.length < WEEKS; start = mondayOf(start - DAY)) weeks.unshift({ start, count: counts.get(start) ?? 0 });
  return { weeks, earlier: answers.length - weeks.reduce((sum, { count }) => sum + count, 0) };
}

/** When the week of a time began. @param {number} time */
function mondayOf(time) {
  const day = new Date(time);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() - ((day.getDay() + 6) % 7)).getTime();
}

/** The tests that were handed in, in order of time, as far as the course still has them. @returns {SittingFigures[]} */
function sittingFigures() {
  return record.sittings().flatMap((sitting) => {
    const [asked, about] = [askedIn(sitting), assessmentOf(sitting.begun)];
    if (!sitting.finished || !about || !asked.length) return [];
    return [{ about, time: Date.parse(sitting.finished.time), questions: asked.length, mean: shareOf(asked), passed: passedIn(sitting), retake: sitting.begun.retake !== "" }];
  });
}
