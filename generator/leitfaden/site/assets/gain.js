// What was gained from one test to a parallel one, and how sure that is. docs/assessments.md says how it is computed, and why so.

/** 95 % of a normal distribution lie between minus and plus so many standard deviations. */
const BOUNDS = 1.959964;

/**
 * The difference of two shares, with the 95 % interval for the true one (Agresti and Caffo 2000).
 * @param {Weighed[]} before @param {Weighed[]} after one question or more each @returns {Gain}
 */
function gainOf(before, after) {
  const [was, is] = [before, after].map(likely);
  const middle = is.share - was.share;
  const margin = BOUNDS * Math.sqrt(was.variance + is.variance);
  const low = Math.max(-1, middle - margin);
  const high = Math.min(1, middle + margin);
  const shares = { before: shareOf(before), after: shareOf(after) };
  return { ...shares, gain: shares.after - shares.before, low, high, certain: low > 0 || high < 0 };
}

/** A share with one right and one wrong answer more, and its variance. @param {Weighed[]} asked */
function likely(asked) {
  const points = total(asked.map((one) => one.points));
  const count = points ** 2 / total(asked.map((one) => one.points ** 2)); // as many questions of one weight would be as sure
  const share = (shareOf(asked) * count + 1) / (count + 2);
  return { share, variance: (share * (1 - share)) / (count + 2) };
}

/**
 * The gain in each group that both tests asked about.
 * @param {Map<string, Asked[]>} before @param {Map<string, Asked[]>} after @returns {[string, Gain][]}
 */
function gainsIn(before, after) {
  return [...after].flatMap(([key, asked]) => {
    const earlier = before.get(key);
    return earlier ? [/** @type {[string, Gain]} */ ([key, gainOf(earlier, asked)])] : [];
  });
}

/** The sitting that a final test's gain is measured against: the first whole one of its pre-test that was handed in before. @param {Sitting} sitting @returns {Sitting | undefined} */
function measuredAgainst({ begun }) {
  const { parallelTo = "" } = assessmentOf(begun) ?? {};
  const earlier = parallelTo && !begun.retake ? sittingsOf(parallelTo) : [];
  return earlier.find((one) => !one.begun.retake && one.finished && one.finished.time <= begun.time && askedIn(one).length);
}
