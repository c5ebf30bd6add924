// The parts of the page of results, each in words, as a picture, and as a table of its numbers.

/** What is most worth knowing, as a few numbers. @param {ModuleFigures[]} modules @param {GroupFigures[]} groups @param {number} due @param {Belief[]} ideas */
function summaryPart(modules, groups, due, ideas) {
  const { solved, tried, open } = sumOf(modules);
  const claims = groups.flatMap((group) => group.claims);
  const held = ideas.filter(({ word }) => word === "held").length;
  /** @type {[string, string, Element?][]} */
  const tiles = [
    [`${NUMBER.format(solved + tried)}/${NUMBER.format(solved + tried + open)}`, say("results_tile_answered")],
  ];
  if (claims.length) {
    tiles.push([`${NUMBER.format(claims.filter(({ word }) => word === "firm").length)}/${NUMBER.format(claims.length)}`, say("results_tile_firm")]);
    tiles.push([NUMBER.format(due), say("results_tile_due"), due ? linkTo(COURSE.pages.review, say("results_review")) : undefined]);
  }
  if (Object.keys(COURSE.misconceptions).length) tiles.push([NUMBER.format(held), say("results_tile_held")]);
  return holding("dl", "lf-tiles", ...tiles.map(([number, word, more]) => holding("div", "", make("dt", "", word), make("dd", "lf-number", number), ...(more ? [holding("dd", "", more)] : []))));
}

/** @param {ModuleFigures[]} modules */
function modulesPart(modules) {
  const head = ["module", "done", "tried", "open", "first", "best"].map((key) => say(`results_col_${key}`));
  const rows = modules.map(({ module, solved, tried, open, first, best }) => [
    linkTo(STANDING.modules.find(({ id }) => id === module)?.pages[0]?.[0] ?? "", COURSE.modules[module]),
    ...[solved, tried, open].map((count) => NUMBER.format(count)),
    percent(first),
    percent(best),
  ]);
  return part(
    say("results_modules"),
    say("results_modules_about"),
    figure((width) => moduleChart(modules, width)),
    legend(["lf-good", "state_done"], ["lf-fair lf-striped", "state_tried"], ["lf-track", "state_open"], ["lf-ring", "results_first_tries"], ["lf-dot", "results_best_tries"]),
    numbers("modules", make("p", "lf-about", say("results_modules_how")), tableOf(say("results_modules_chart"), head, rows, "lf-sr")),
  );
}

/** What the looks of a picture mean. @param {...[string, string]} entries look and word */
function legend(...entries) {
  const key = holding("p", "lf-legend", ...entries.map(([look, word]) => holding("span", "", make("i", `lf-swatch ${look}`), say(word))));
  key.setAttribute("aria-hidden", "true"); // for those who see the picture; the table has words
  return key;
}

/** @param {GroupFigures[]} groups */
function claimsPart(groups) {
  const head = ["claim", "mean", "answers", "word", "likely", "next"].map((key) => say(`results_col_${key}`));
  const rows = groups.flatMap(({ group, claims }) => [[group], ...claims.map(claimRow)]);
  return part(
    say("results_claims"),
    say("results_claims_about", { latest: LATEST }),
    figure((width) => claimChart(groups, width)),
    legend(["lf-dot lf-firm", "results_firm"], ["lf-dot lf-shaky", "results_shaky"], ["lf-dot lf-not_yet", "results_not_yet"], ["lf-ring", "results_few"]),
    numbers("claims", make("p", "lf-about", say("results_claims_how", { latest: LATEST, enough: ENOUGH })), tableOf(say("results_claims_chart"), head, rows, "lf-sr")),
  );
}

/** @param {ClaimFigures} figures */
function claimRow({ claim, answers, mean, likely, due, word }) {
  return [COURSE.claims[claim].text, percent(mean), NUMBER.format(answers), say(`results_${word}`), percent(likely), due === null ? "–" : due <= Date.now() ? say("results_due_now") : DATE.format(due)];
}

/** @param {Belief[]} ideas */
function beliefsPart(ideas) {
  if (!ideas.length) return part(say("results_beliefs"), say("results_beliefs_none"));
  const lists = BELIEF_WORDS.map((word) => beliefList(word, ideas.filter((belief) => belief.word === word)));
  return part(say("results_beliefs"), say("results_beliefs_about", { latest: LATEST }), ...lists.flat());
}

/** Those that were shown the last time are explained once more, the others only named. @param {Belief["word"]} word @param {Belief[]} ideas */
function beliefList(word, ideas) {
  return ideas.length ? [make("h3", "", say(`results_belief_${word}`)), holding("ul", "lf-beliefs", ...ideas.map(beliefItem))] : [];
}

/** @param {Belief} belief */
function beliefItem(belief) {
  const { idea, chances, shown, word } = belief;
  const { name, explanation, lesson } = COURSE.misconceptions[idea];
  const counted = say("results_belief_shown", { shown, chances: chances.length, date: DATE.format(latest(belief)) });
  const reading = COURSE.lessons[lesson];
  const more = word === "held" ? explanation.map((text) => make("p", "", text)) : [];
  const link = reading && word !== "since" ? [holding("p", "", `${say("results_read_again")} `, linkTo(reading.url, reading.title))] : [];
  return holding("li", "", holding("p", "lf-idea", make("b", "", name), trail(belief), make("span", "lf-quiet", counted)), ...more, ...link);
}

/** @param {Calibration} found */
function calibrationPart(found) {
  const word = judgement(found);
  if (word === "none") return part(say("results_calibration"), say("results_judge_none"), askingBox());
  const { sure, unsure, middle } = found;
  const counts = { sure: sure.right + sure.wrong, sure_right: sure.right, sure_wrong: sure.wrong, unsure: unsure.right + unsure.wrong, unsure_right: unsure.right, needed: LATEST };
  const total = middle.right + middle.wrong;
  const rows = [sure, middle, unsure].map(({ right, wrong }, at) => [say(`results_${["sure", "middle", "unsure"][at]}`), NUMBER.format(right), NUMBER.format(wrong)]);
  return part(
    say("results_calibration"),
    say(`results_judge_${word}`, counts),
    ...(sure.wrongs.length ? [make("h3", "", say("results_sure_wrong_title")), holding("ul", "lf-wrongs", ...sure.wrongs.slice(0, LATEST).map(wrongItem))] : []),
    figure((width) => calibrationChart(found, Math.min(width, 460))),
    ...(total ? [make("p", "lf-about", say("results_middle_about", { right: middle.right, count: total }))] : []),
    numbers("calibration", make("p", "lf-about", say("results_calibration_how")), tableOf(say("results_calibration_chart"), ["sure", "right", "wrong"].map((key) => say(`results_col_${key}`)), rows, "lf-sr")),
    askingBox(),
  );
}

/** An answer that was wrong though she was sure. @param {Evidence} piece */
function wrongItem({ activity, time }) {
  const { prompt, scenario } = COURSE.activities[activity.id];
  const about = `${scenario}, ${DATE.format(time)}`;
  return holding("li", "", activity.use === "practice" ? linkTo(activity.at, prompt) : prompt, " ", make("span", "lf-quiet", about));
}

/** The choice to be asked how sure she is. */
function askingBox() {
  const box = /** @type {HTMLInputElement} */ (make("input", ""));
  box.type = "checkbox";
  box.checked = record.text(":confidence") !== "";
  box.dataset.name = "asking";
  box.addEventListener("change", () => record.setText(":confidence", box.checked ? "yes" : ""));
  return holding("p", "lf-ask", holding("label", "", box, " ", say("confidence_ask")));
}

/** @param {Answered[]} answers @param {SittingFigures[]} sittings @param {number} now */
function historyPart(answers, sittings, now) {
  const { weeks, earlier } = weeksOf(answers, now);
  const rows = weeks.map(({ start, count }) => [DATE.format(start), NUMBER.format(count)]);
  if (earlier) rows.unshift([say("results_earlier"), NUMBER.format(earlier)]);
  return part(
    say("results_history"),
    say("results_history_about"),
    figure((width) => weekChart(weeks, width)),
    numbers("weeks", tableOf(say("results_weeks_chart"), [say("results_col_week"), say("results_col_answers")], rows, "lf-sr")),
    ...(sittings.length ? [sittingsTable(sittings)] : []),
  );
}

/** @param {SittingFigures[]} sittings */
function sittingsTable(sittings) {
  const head = ["test", "date", "questions", "score", "passed"].map((key) => say(`results_col_${key}`));
  const rows = sittings.map((one) => {
    const { title, passMark } = one.about;
    const word = one.passed === null ? "–" : say(one.passed ? "results_passed" : "results_not_passed");
    return [one.retake ? say("results_retake", { title }) : title, DATE.format(one.time), NUMBER.format(one.questions), percentOf(one.mean, passMark), word];
  });
  return tableOf(say("results_tests"), head, rows);
}
