// Whether the course is completed and passed, in the words of docs/scoring.md.

/** @returns {Completion} */
function completion() {
  const sittings = sittingFigures().filter(({ retake }) => !retake);
  const modules = STANDING.modules.map(({ id }) => moduleCompletion(id, sittings)).filter(({ total }) => total);
  const sum = (/** @type {"answered" | "total"} */ key) => modules.reduce((all, one) => all + one[key], 0);
  const [answered, total] = [sum("answered"), sum("total")];
  const first = weightedMean(STANDING.modules.flatMap(({ id }) => firstScores(id)));
  const final = testCompletion("final-test", "", sittings);
  const complete = total > 0 && answered === total;
  const passed = final ? hasPassed(final) : complete && (first ?? 0) >= COURSE.passMark;
  return { modules, answered, total, first, final, complete, passed };
}

/** @param {string} module @param {SittingFigures[]} sittings @returns {ModuleCompletion} */
function moduleCompletion(module, sittings) {
  const scores = firstScores(module);
  const total = practisedIn(module).filter(({ scored }) => scored).length;
  return { module, answered: scores.length, total, first: weightedMean(scores), test: testCompletion("module-test", module, sittings) };
}

/** The scores of the first tries in a module, with the points of each activity. @param {string} module @returns {[number, number][]} */
function firstScores(module) {
  return practisedIn(module).flatMap((activity) => {
    const [first] = activity.scored ? practised(activity) : [];
    return first ? [/** @type {[number, number]} */ ([Number(first.score), COURSE.activities[activity.id].points])] : [];
  });
}

/** @param {CourseAssessment["purpose"]} purpose @param {string} module @param {SittingFigures[]} sittings @returns {TestCompletion | null} */
function testCompletion(purpose, module, sittings) {
  const about = Object.values(COURSE.assessments).find((one) => one.purpose === purpose && one.module === module);
  if (!about) return null;
  const own = sittings.filter((sitting) => sitting.about === about);
  const most = Math.max(...own.map(({ mean }) => mean));
  const place = own.findIndex(({ mean }) => mean === most);
  return { about, best: own[place], place: place + 1, count: own.length };
}

/** @param {TestCompletion} test */
function hasPassed({ best }) {
  return best?.passed === true;
}
