// What a sitting of a test holds today: its questions with their last answers, and what they are worth. docs/assessments.md
// says why. What the course changed since is left out, and `leftOut` says how many questions that are.

/** The questions of a sitting in the order in which they are asked. @param {Sitting} sitting @returns {Asked[]} */
function askedIn({ begun, answers }) {
  const all = assessmentOf(begun)?.forms.flatMap(({ pools }) => pools.flatMap(({ from }) => from)) ?? [];
  return begun.questions.flatMap((id) => {
    const activity = STANDING.activities.find((one) => one.id === id || one.former.includes(id));
    if (!activity || !all.includes(activity.id)) return [];
    const given = [...answers.values()].filter((one) => one.activity === activity.id || activity.former.includes(one.activity));
    const answered = given.sort(byTime).at(-1) ?? null;
    if (answered && answered.revision !== activity.revision) return [];
    return [{ activity, answered, score: answered?.score ?? 0, points: COURSE.activities[activity.id].points }];
  });
}

/** @param {Sitting} sitting */
function leftOut(sitting) {
  return sitting.begun.questions.length - askedIn(sitting).length;
}

/** The assessment that a sitting is of, whatever it was called. @param {Begun} begun @returns {CourseAssessment | undefined} */
function assessmentOf({ assessment }) {
  return COURSE.assessments[assessment] ?? Object.values(COURSE.assessments).find(({ former }) => former.includes(assessment));
}

/** The sittings of an assessment, in order of time. @param {string} id @returns {Sitting[]} */
function sittingsOf(id) {
  return record.sittings([id, ...(COURSE.assessments[id]?.former ?? [])]);
}

/** The share of the points that was reached, rounded as every score is; 0 of nothing. @param {Weighed[]} asked @returns {number} */
function shareOf(asked) {
  const points = total(asked.map((one) => one.points));
  return points ? rounded(total(asked.map((one) => one.score * one.points)) / points) : 0;
}

/** Whether a share passes; null where there is nothing to pass. @param {Sitting} sitting @returns {boolean | null} */
function passedIn(sitting) {
  const mark = assessmentOf(sitting.begun)?.passMark ?? null;
  return mark === null || sitting.begun.retake ? null : shareOf(askedIn(sitting)) >= mark;
}

/** How far an answer goes: nothing yet, a part, or all of it. @param {Asked} asked @returns {"open" | "partly" | "answered"} */
function givenIn({ answered }) {
  const given = Object.values(answered?.responses ?? {}).map((one) => one !== null);
  return given.includes(true) ? (given.includes(false) ? "partly" : "answered") : "open";
}

/** Questions by module. @param {Asked[]} asked @returns {Map<string, Asked[]>} in the order of the course */
function byModule(asked) {
  return inGroups(asked, STANDING.modules.map(({ id }) => id), ({ activity }) => [COURSE.activities[activity.id].module]);
}

/** Questions by claim group; one on two groups counts in both. @param {Asked[]} asked @returns {Map<string, Asked[]>} in the order of the course */
function byTopic(asked) {
  return inGroups(asked, COURSE.claimsByGroup.map(([group]) => group).filter(Boolean), ({ activity }) => activity.claims.map((claim) => COURSE.claims[claim]?.group ?? ""));
}

/** @param {Asked[]} asked @param {string[]} keys @param {(one: Asked) => string[]} keysOf @returns {Map<string, Asked[]>} */
function inGroups(asked, keys, keysOf) {
  const groups = keys.map((key) => /** @type {[string, Asked[]]} */ ([key, asked.filter((one) => keysOf(one).includes(key))]));
  return new Map(groups.filter(([, members]) => members.length));
}

/** A share as a percentage that never rounds up to a mark it didn't reach. @param {number} share @param {number | null} [mark] */
function percentOf(share, mark) {
  const shown = Math.round(share * 100) / 100;
  return PERCENT.format(mark != null && share < mark && shown >= mark ? Math.floor(share * 100) / 100 : shown);
}
