// What the learner's answers say of each claim, and what is due for review: derived from the set of her answers whenever it is
// asked for, in whatever order they came in, and never stored. docs/review.md says what counts and why.

/**
 * The answers that count as evidence, in order of time: to each scored activity, as it is at present, the first one, and from
 * then on each that comes a day or more after the last that counted.
 * @param {Answered[]} answers in any order @param {StandingActivity[]} activities @returns {Evidence[]}
 */
function evidence(answers, activities) {
  return counted(scoredAnswers(answers, activities));
}

/**
 * A card for each claim that there is evidence of.
 * @param {Answered[]} answers in any order @param {StandingActivity[]} activities in the order of the course @returns {Map<string, ClaimCard>}
 */
function cards(answers, activities) {
  const all = scoredAnswers(answers, activities);
  const inOrder = orderOfAsking(all, activities);
  return new Map(
    [...historiesIn(counted(all))].map(([claim, history]) => {
      const asks = inOrder.filter((activity) => activity.claims.includes(claim));
      return [claim, { claim, history, asks, ...replayedReviews(history) }];
    }),
  );
}

/**
 * The claims that are due and can be asked, in the order of review: first those that she was wrong about and sure, then what is
 * least likely to be remembered.
 * @param {Map<string, ClaimCard>} all @param {number} now in milliseconds @returns {ClaimCard[]}
 */
function dueClaims(all, now) {
  return [...all.values()]
    .filter((card) => card.due <= now && card.asks.length)
    .sort(
      (a, b) =>
        Number(isSureAndWrong(b)) - Number(isSureAndWrong(a)) ||
        retrievability(a, now) - retrievability(b, now) ||
        a.due - b.due ||
        (a.claim < b.claim ? -1 : 1),
    );
}

/** The activity to ask a claim with, of one that can be asked: another than `just` (the id of the last one), if there is one. @param {ClaimCard} card @param {string} [just] */
function askedWith({ asks }, just) {
  return asks.find(({ id }) => id !== just) ?? asks[0];
}

/** Whether the last word on a claim was wrong, and given with certainty. @param {ClaimCard} card */
function isSureAndWrong({ history }) {
  const { rating, answered } = history[history.length - 1];
  return rating === 1 && answered.confidence === 3;
}

/** How well an answer was known: 1 again, 2 hard, 3 good, 4 easy. @param {Answered} answered a scored one @returns {Rating} */
function ratingOf({ score: points, hints, confidence }) {
  if (Number(points) < 0.5) return 1;
  if (Number(points) < 1 || hints || confidence === 1) return 2;
  return confidence === 3 ? 4 : 3;
}

/**
 * Answers to scored activities under any id that they have had, at their present revision alone, in order of time.
 * @param {Answered[]} answers @param {StandingActivity[]} activities @returns {Evidence[]}
 */
function scoredAnswers(answers, activities) {
  const known = new Map(activities.flatMap((activity) => [activity.id, ...activity.former].map((id) => [id, activity])));
  return answers
    .flatMap((answered) => {
      const activity = known.get(answered.activity);
      const fits = activity?.scored && activity.revision === answered.revision && answered.score !== null;
      return fits ? [{ activity, answered, rating: ratingOf(answered), time: Date.parse(answered.time) }] : [];
    })
    .sort((a, b) => a.time - b.time || (a.answered.id < b.answered.id ? -1 : 1));
}

/** Those that came a day or more after the last one to the same activity that counted. @param {Evidence[]} all in order of time */
function counted(all) {
  /** @type {Map<StandingActivity, number>} */
  const last = new Map();
  return all.filter(({ activity, time }) => {
    const counts = time - (last.get(activity) ?? -Infinity) >= DAY;
    if (counts) last.set(activity, time);
    return counts;
  });
}

/** @param {Evidence[]} all @returns {Map<string, Evidence[]>} by claim */
function historiesIn(all) {
  const histories = new Map();
  for (const piece of all) {
    for (const claim of new Set(piece.activity.claims)) {
      const history = histories.get(claim);
      if (history) history.push(piece);
      else histories.set(claim, [piece]);
    }
  }
  return histories;
}

/** What a review can ask: never answered, then the one answered longest ago. @param {Evidence[]} all in order of time @param {StandingActivity[]} activities */
function orderOfAsking(all, activities) {
  const seen = new Map(all.map(({ activity, time }) => [activity, time]));
  const last = (/** @type {StandingActivity} */ activity) => seen.get(activity) ?? Number.MIN_SAFE_INTEGER;
  return activities.filter(({ scored, use }) => scored && use === "practice").sort((a, b) => last(a) - last(b));
}

/** @param {Evidence[]} history one or more, in order of time @returns {Memory} */
function replayedReviews([first, ...rest]) {
  return rest.reduce((before, { rating, time }) => reviewed(before, rating, time), reviewed(undefined, first.rating, first.time));
}
