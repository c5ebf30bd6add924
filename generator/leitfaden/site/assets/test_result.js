// What came of a test: the result, the gain over a pre-test, topics, what to read, and every answer with its reasons.

const SIGNED = new Intl.NumberFormat(SETTINGS.locale, { signDisplay: "exceptZero", maximumFractionDigits: 0 });
const LESSONS_TO_READ = 6;

/** @param {TestElement} test @param {Sitting} sitting */
function showResult(test, sitting) {
  const asked = askedIn(sitting);
  const missed = asked.filter(isMissed);
  const before = measuredAgainst(sitting);
  sayResult(test, sitting, asked);
  sayLeftOut(test, sitting);
  const topics = before ? [gainPart(before, sitting)] : sitting.begun.retake ? [] : topicPart(asked);
  test.find(".lf-came").append(...lessonPart(missed), ...topics);
  test.find('[data-do="retake"]').hidden = !missed.length;
  test.find(".lf-filter").hidden = !missed.length || missed.length === asked.length;
  showAnswers(test, asked);
}

/** @param {TestElement} test @param {Sitting} sitting @param {Asked[]} asked */
function sayResult(test, sitting, asked) {
  const mark = passedIn(sitting) === null ? null : test.about.passMark;
  const share = shareOf(asked);
  test.find(".lf-outcome span").textContent = say(sitting.begun.retake ? "test_retaken" : "test_result");
  test.find(".lf-outcome b").textContent = percentOf(share, mark);
  test.find(".lf-scored i").style.width = `${share * 100}%`;
  test.find(".lf-said").textContent = outcomeOf(sitting, asked);
  const place = test.find(".lf-scored span");
  place.hidden = mark === null;
  place.style.insetInlineStart = `${Number(mark) * 100}%`;
}

/** What was reached, in words. @param {Sitting} sitting @param {Asked[]} asked @returns {string} */
function outcomeOf(sitting, asked) {
  const told = say("test_right", { count: asked.length - asked.filter(isMissed).length, total: asked.length });
  const passed = passedIn(sitting);
  if (sitting.begun.retake) return `${told} ${say("test_retake_stays")}`;
  if (passed === null) return `${told} ${say("test_nothing_to_pass")}`;
  return `${say(passed ? "test_passed" : "test_failed", { mark: PERCENT.format(assessmentOf(sitting.begun)?.passMark ?? 0) })} ${told}`;
}

/** What was handed in. @param {Sitting[]} past the last one first @param {CourseAssessment} about */
function pastTable(past, { forms, passMark }) {
  const head = [say("test_date"), ...(forms.length > 1 ? [say("test_form")] : []), say("test_result")];
  const rows = past.map((sitting) => {
    const { begun, finished } = sitting;
    const date = momentOf(finished ?? begun);
    const number = forms.findIndex(({ id }) => id === begun.form) + 1;
    const look = holding("button", "lf-look", date, make("span", "lf-sr", `: ${say("test_look")}`));
    look.setAttribute("type", "button");
    Object.assign(look.dataset, { do: "look", sitting: begun.id });
    return [look, ...(forms.length > 1 ? [number ? NUMBER.format(number) : "–"] : []), pastResult(sitting, passMark)];
  });
  return tableOf(say("test_past"), head, rows);
}

/** @param {Sitting} sitting @param {number | null} mark @returns {string} */
function pastResult(sitting, mark) {
  const asked = askedIn(sitting);
  const passed = passedIn(sitting);
  if (sitting.begun.retake) return say("test_practised", { count: asked.length - asked.filter(isMissed).length, total: asked.length });
  return [percentOf(shareOf(asked), mark), ...(passed === null ? [] : [say(passed ? "test_is_passed" : "test_is_not_passed")])].join(", ");
}

/** @param {Asked[]} asked */
function topicPart(asked) {
  const rows = [...byTopic(asked)].map(([group, some]) => {
    const bar = holding("span", "lf-share", make("i", ""), percentOf(shareOf(some)));
    bar.style.setProperty("--lf-part", String(shareOf(some)));
    return [COURSE.groups[group], NUMBER.format(some.length), bar];
  });
  return rows.length > 1 ? [part(say("test_by_topic"), "", tableOf("", [say("test_topic"), say("test_asked"), say("test_result")], rows))] : [];
}

/** @param {Sitting} before @param {Sitting} now */
function gainPart(before, now) {
  const mark = assessmentOf(now.begun)?.passMark;
  const [asked, after] = [before, now].map(askedIn);
  const whole = gainOf(asked, after);
  const said = whole.certain ? (whole.gain > 0 ? "more" : "less") : "unsure";
  const facts = { date: momentOf(before.finished ?? before.begun), before: percentOf(whole.before), after: percentOf(whole.after, mark) };
  const modules = gainsIn(byModule(asked), byModule(after)).map(([id, gain]) => gainRow(COURSE.modules[id], gain));
  const topics = gainsIn(byTopic(asked), byTopic(after)).map(([id, gain]) => gainRow(COURSE.groups[id], gain));
  const head = ["test_gain_before", "test_gain_after", "test_gain_points", "test_gain_range"].map((word) => say(word));
  return part(
    say("test_gain"),
    `${say("test_gain_said", facts)} ${say(`test_gain_${said}`)}`,
    tableOf("", [say("test_test"), ...head], [gainRow(say("test_whole"), whole, mark)]),
    ...(modules.length > 1 ? [tableOf(say("test_by_module"), [say("test_module"), ...head], modules)] : []),
    ...(topics.length ? [tableOf(say("test_by_topic"), [say("test_topic"), ...head], topics)] : []),
    make("p", "lf-about", say("test_gain_note")),
  );
}

/** @param {string} name @param {Gain} gain @param {number | null} [mark] */
function gainRow(name, gain, mark) {
  const points = (/** @type {number} */ share) => SIGNED.format(share * 100).replace("-", "−");
  const range = say("test_between", { low: points(gain.low), high: points(gain.high) });
  return [name, percentOf(gain.before), percentOf(gain.after, mark), make("b", "", points(gain.gain)), gain.certain ? range : holding("span", "lf-unsure", `${range} · `, make("em", "", say("test_too_few")))];
}

/** The lessons on what was wrong, those first that answer most of it. @param {Asked[]} missed */
function lessonPart(missed) {
  const modules = STANDING.modules.map(({ id }) => id);
  const lessons = Object.values(COURSE.lessons)
    .map((lesson) => ({ ...lesson, count: missed.filter(({ activity }) => activity.claims.some((claim) => lesson.claims.includes(claim))).length }))
    .filter(({ count }) => count)
    .sort((a, b) => b.count - a.count || modules.indexOf(a.module) - modules.indexOf(b.module));
  const items = lessons.slice(0, LESSONS_TO_READ).map(({ title, url, count }) => holding("li", "", linkTo(url, title), " ", make("span", "lf-quiet", say("test_read_for", { count }))));
  return items.length ? [part(say("test_read"), "", holding("ul", "lf-to-read", ...items))] : [];
}

/** @param {TestElement} test @param {Asked[]} asked */
function showAnswers(test, asked) {
  const list = test.find(".lf-given ol");
  asked.forEach((one, at) => {
    const question = test.made(one.activity.id);
    foldThread(question, isMissed(one));
    list.append(holding("li", isMissed(one) ? "" : "lf-was-right", answerHead(one, at), question));
    test.activityIn(question).reveal();
  });
}

/** @param {Asked} asked @param {number} at */
function answerHead(asked, at) {
  const { score: points } = asked;
  const state = points === 1 ? "right" : points > 0 ? "partly" : "wrong";
  const told = givenIn(asked) === "open" ? say("test_unanswered") : say(state);
  const mark = make("span", "lf-mark", points > 0 && points < 1 ? `${told} · ${say("score", { percent: PERCENT.format(points) })}` : told);
  mark.dataset.mark = state === "partly" ? "nearly" : state;
  return holding("h3", "", say("test_number", { number: at + 1 }), " ", mark);
}

/** Situation and thread can be unfolded; they stand open where there is something to find out. @param {HTMLElement} question @param {boolean} open */
function foldThread(question, open) {
  const thread = /** @type {Element} */ (question.querySelector(".lf-thread"));
  const fold = make("details", "lf-context");
  thread.before(fold);
  fold.append(make("summary", "", say("test_context")), thread);
  fold.toggleAttribute("open", open);
}
