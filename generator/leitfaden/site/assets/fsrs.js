// When something that was learnt is due again: FSRS-6 with its default parameters. docs/review.md says where it comes from, and
// tests/test_fsrs.py holds it to the reference implementation: no learning steps, nothing left to chance.

const DAY = 864e5;
/** The default parameters, w₀ to w₂₀ in the published formulae. */
const W = [
  0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912,
  0.0658, 0.1542,
];
const DECAY = -W[20];
/** Makes stability the number of days after which nine in ten are remembered. */
const FACTOR = 0.9 ** (1 / DECAY) - 1;
const WANTED_RETENTION = 0.9;
const LONGEST_INTERVAL = 36500;

/**
 * What is remembered after a review, and until when.
 * @param {Memory | undefined} before nothing at the first review @param {Rating} rating @param {number} time in milliseconds @returns {Memory}
 */
function reviewed(before, rating, time) {
  const stability = Math.max(0.001, before ? nextStability(before, rating, time) : W[rating - 1]);
  const difficulty = before ? nextDifficulty(before.difficulty, rating) : firstDifficulty(rating);
  return { stability, difficulty: Math.max(1, difficulty), last: time, due: time + intervalOf(stability) * DAY };
}

/** How likely it is that something is still remembered, 0 to 1. @param {Memory} memory @param {number} time in milliseconds */
function retrievability({ stability, last }, time) {
  return (1 + (FACTOR * daysBetween(last, time)) / stability) ** DECAY;
}

/** Whole days of 24 hours; with none between them, two reviews are on the same day. @param {number} last @param {number} time */
function daysBetween(last, time) {
  return Math.max(0, Math.floor((time - last) / DAY));
}

/** Days until the next review. @param {number} stability */
function intervalOf(stability) {
  const days = toEven((stability / FACTOR) * (WANTED_RETENTION ** (1 / DECAY) - 1));
  return Math.min(LONGEST_INTERVAL, Math.max(1, days));
}

/** Rounded as the reference does, halves to the even neighbour. @param {number} value */
function toEven(value) {
  const up = Math.round(value);
  return up - value === 0.5 && up % 2 ? up - 1 : up;
}

/** @param {Rating} rating */
function firstDifficulty(rating) {
  return W[4] - Math.exp(W[5] * (rating - 1)) + 1;
}

/** The closer to ten, the less it grows, so that it never gets there; and it is drawn a little towards that of the easy. @param {number} difficulty @param {Rating} rating */
function nextDifficulty(difficulty, rating) {
  const damped = difficulty - ((10 - difficulty) * W[6] * (rating - 3)) / 9;
  return W[7] * firstDifficulty(4) + (1 - W[7]) * damped;
}

/** @param {Memory} before @param {Rating} rating @param {number} time */
function nextStability(before, rating, time) {
  const { stability, difficulty, last } = before;
  if (daysBetween(last, time) < 1) {
    const growth = Math.exp(W[17] * (rating - 3 + W[18])) * stability ** -W[19];
    return stability * (rating > 1 ? Math.max(1, growth) : growth);
  }
  const forgotten = 1 - retrievability(before, time);
  if (rating < 2) {
    const relearnt = W[11] * difficulty ** -W[12] * ((stability + 1) ** W[13] - 1) * Math.exp(forgotten * W[14]);
    return Math.min(relearnt, stability / Math.exp(W[17] * W[18]));
  }
  const growth = Math.exp(W[8]) * (11 - difficulty) * stability ** -W[9] * (Math.exp(forgotten * W[10]) - 1);
  return stability * (1 + growth * (rating < 3 ? W[15] : rating > 3 ? W[16] : 1));
}
