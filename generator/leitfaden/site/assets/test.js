// A test: begun, taken question by question, handed in, gone through again. What was drawn and answered stands in the record,
// and the page follows it, whoever changed it: she here, another tab of hers, a file.

class TestElement extends HTMLElement {
  /** The sitting that is shown; empty at the start. */
  sitting = "";
  /** @type {"start" | "question" | "overview" | "result"} */
  view = "start";
  /** The number of the question that is shown, from 0. */
  at = 0;
  /** Questions as they stand in the page, by activity, so that what is half done stays so. @type {Map<string, HTMLElement>} */
  shown = new Map();
  /** The last answer to each of those that this page has seen, by its id. @type {Map<string, string>} */
  seen = new Map();
  changed = false;

  connectedCallback() {
    this.beginWord = this.find('[data-do="begin"]').textContent ?? "";
    for (const event of ["click", "change", "leitfaden:kept", "leitfaden:answered"]) this.addEventListener(event, this);
    for (const place of [window, document]) place.addEventListener(place === window ? "pagehide" : "visibilitychange", this);
    record.addEventListener("change", this);
    const [visit] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
    const sitting = this.unfinished();
    if (sitting && visit?.type === "reload") this.resume(sitting, true);
    else this.showStart();
  }

  /** @param {Event} event */
  handleEvent(event) {
    if (event.currentTarget === record) this.follow();
    else if (event instanceof CustomEvent) this.seen.set(event.detail.activity, event.detail.id);
    else if (event.type === "pagehide" || event.type === "visibilitychange") this.keep();
    else {
      const control = /** @type {Element} */ (event.target).closest("[data-do]");
      if (control instanceof HTMLElement && (control.matches("input") ? event.type === "change" : event.type === "click")) this.act(control);
    }
  }

  /** @param {HTMLElement} control */
  act(control) {
    const steps = {
      begin: () => (this.unfinished() ? this.resume(this.unfinished()) : this.begin()),
      again: () => this.begin(),
      retake: () => this.begin(this.sitting),
      back: () => this.step(this.at - 1),
      next: () => (this.at + 1 < this.asked().length ? this.step(this.at + 1) : this.show("overview")),
      go: () => this.step(Number(control.dataset.at)),
      overview: () => this.show("overview"),
      "to-open": () => this.step(this.firstOpen()),
      "hand-in": () => this.handIn(),
      look: () => this.open(control.dataset.sitting ?? "", "result"),
      close: () => this.open("", "start"),
      filter: () => this.find(".lf-given").toggleAttribute("data-wrong", /** @type {HTMLInputElement} */ (control).checked),
    };
    steps[/** @type {keyof typeof steps} */ (control.dataset.do)]?.();
  }

  // Sittings

  get key() {
    return this.dataset.test ?? "";
  }

  get about() {
    return COURSE.assessments[this.key];
  }

  /** The sitting that is shown. */
  current() {
    return sittingsOf(this.key).find(({ begun }) => begun.id === this.sitting);
  }

  /** The last one that was begun and not handed in, if there is still something in it to ask. */
  unfinished() {
    return sittingsOf(this.key).filter((one) => !one.finished && askedIn(one).length).at(-1);
  }

  /** @returns {Asked[]} */
  asked() {
    const sitting = this.current();
    return sitting ? askedIn(sitting) : [];
  }

  /** Begins a sitting: of the next form, or of the questions that were wrong in another sitting. @param {string} [retake] */
  begin(retake = "") {
    const { forms, shuffle } = this.about;
    const sittings = sittingsOf(this.key);
    const earlier = sittings.find(({ begun }) => begun.id === retake);
    const form = forms[sittings.filter(({ begun }) => !begun.retake).length % forms.length];
    const seed = randomId();
    const wrong = earlier ? askedIn(earlier).filter(isMissed).map(({ activity }) => activity.id) : [];
    const questions = earlier ? (shuffle ? shuffled(wrong, randomFrom(seed)) : wrong) : drawn(form, seed, shuffle);
    const id = randomId();
    record.begin({ id, time: new Date().toISOString(), assessment: this.key, form: earlier?.begun.form ?? form.id, seed, questions, retake });
    this.open(id, "question");
  }

  /** Goes on at the first question that is open. @param {Sitting | undefined} sitting @param {boolean} [quietly] */
  resume(sitting, quietly = false) {
    if (!sitting || !askedIn(sitting).length) return this.open("", "start");
    this.sitting = sitting.begun.id;
    this.at = this.firstOpen();
    this.open(this.sitting, "question", quietly);
  }

  /** The number of the first question without a whole answer; of the last one if there is none. */
  firstOpen() {
    const asked = this.asked();
    const at = asked.findIndex((one) => givenIn(one) !== "answered");
    return at < 0 ? asked.length - 1 : at;
  }

  handIn() {
    record.finish({ id: randomId(), time: new Date().toISOString(), sitting: this.sitting });
    this.show("result");
  }

  // Views

  /** @param {string} sitting @param {TestElement["view"]} view @param {boolean} [quietly] */
  open(sitting, view, quietly = false) {
    this.leave();
    if (sitting !== this.sitting) this.at = 0;
    this.sitting = sitting;
    this.shown.clear();
    this.seen.clear();
    this.show(view, quietly);
  }

  /** @param {number} at */
  step(at) {
    this.leave();
    this.at = at;
    this.show("question");
  }

  /** Shows a view, and leads focus and eyes to its heading. @param {TestElement["view"]} view @param {boolean} [quietly] where nobody pressed anything */
  show(view, quietly = false) {
    this.leave();
    this.view = view;
    const stage = this.find(".lf-stage");
    const frame = this.querySelector(`template[data-view="${view}"]`);
    stage.replaceChildren(...(frame instanceof HTMLTemplateElement ? [frame.content.cloneNode(true)] : []));
    stage.hidden = view === "start";
    this.find(".lf-before").hidden = view !== "start";
    this.dataset.view = view;
    if (view === "start") this.showStart();
    if (view === "question") this.showQuestion();
    if (view === "overview") this.showOverview();
    if (view === "result") showResult(this, /** @type {Sitting} */ (this.current()));
    if (quietly) return;
    /** @type {HTMLElement} */ (view === "start" ? this.find('[data-do="begin"]') : this.find(".lf-stage h2")).focus({ preventScroll: true });
    this.scrollIntoView({ block: "start" });
  }

  showStart() {
    const sitting = this.unfinished();
    const past = sittingsOf(this.key).filter((one) => one.finished && askedIn(one).length).reverse();
    const [asked, answered] = sitting ? countsOf(askedIn(sitting)) : [0, 0];
    this.find('[data-do="begin"]').textContent = sitting ? say("test_continue") : past.length ? say("test_again") : this.beginWord ?? "";
    this.find(".lf-so-far").textContent = sitting ? say("test_begun", { date: momentOf(sitting.begun), answered, total: asked }) : "";
    this.find(".lf-past").hidden = !past.length;
    this.find(".lf-past").replaceChildren(pastTable(past, this.about));
  }

  showQuestion() {
    const asked = this.asked();
    this.find(".lf-stage h2").textContent = say("test_question", { number: this.at + 1, total: asked.length });
    this.find(".lf-asked").append(this.questionOf(asked[this.at]));
    this.find('[data-do="back"]').toggleAttribute("disabled", !this.at);
    this.count();
  }

  showOverview() {
    this.find(".lf-overview").replaceChildren(...this.asked().map(overviewItem));
    this.count();
    const [total, answered] = countsOf(this.asked());
    this.find(".lf-open").textContent = total === answered ? say("test_all_answered") : say("test_open", { count: total - answered });
    this.find('[data-do="to-open"]').hidden = total === answered;
  }

  /** Says how many questions are answered, and how many are left out. */
  count() {
    const [total, answered] = countsOf(this.asked());
    const bar = /** @type {HTMLProgressElement} */ (this.find(".lf-stage progress"));
    [bar.max, bar.value] = [total, answered];
    this.find(".lf-answered").textContent = say("test_answered", { count: answered, total });
    sayLeftOut(this, this.current());
  }

  // Questions

  /** A question as it stands in the page. @param {Asked} asked @returns {HTMLElement} */
  questionOf({ activity: { id }, answered }) {
    const known = this.shown.get(id);
    if (known) return known;
    const once = this.about.feedback === "at-once";
    const question = this.made(id);
    const activity = this.activityIn(question);
    if (once) Object.assign(activity.dataset, { as: "", tries: "1" });
    if (record.text(":confidence")) activity.querySelector(".lf-confidence")?.removeAttribute("hidden");
    this.shown.set(id, question);
    this.seen.set(id, answered?.id ?? "");
    return question;
  }

  /** A question of the sitting, ready to be put into the page. @param {string} id @returns {HTMLElement} */
  made(id) {
    const kept = /** @type {HTMLTemplateElement} */ (document.querySelector(`template[data-question="${id}"]`));
    const question = make("div", "lf-one");
    question.append(document.importNode(kept.content, true));
    const activity = this.activityIn(question);
    const { id: sitting = "", seed = "" } = this.current()?.begun ?? {};
    Object.assign(activity.dataset, { as: "test", sitting, seed });
    for (const hint of activity.querySelectorAll(".lf-hint")) hint.remove(); // a test asks what is known without help
    return question;
  }

  /** @param {Element} within @returns {ActivityElement} */
  activityIn(within) {
    return /** @type {ActivityElement} */ (within.querySelector("leitfaden-activity"));
  }

  /** The activity that is being answered, if any. */
  answering() {
    return this.view === "question" ? this.activityIn(this.find(".lf-stage")) : null;
  }

  /** Keeps what stands in the question that is shown. */
  keep() {
    const activity = this.answering();
    if (activity?.dataset.as === "test") activity.keep();
  }

  /** Keeps it, and stops its clock: no answer takes as long as the whole test. */
  leave() {
    this.keep();
    const activity = this.answering();
    if (activity) activity.started = 0;
  }

  // What changed in the record

  /** Follows the record, once for all that changed in one go. */
  follow() {
    if (!this.changed) queueMicrotask(() => this.refresh());
    this.changed = true;
  }

  refresh() {
    this.changed = false;
    const sitting = this.current();
    if (this.view === "start") this.showStart();
    else if (!sitting) this.open("", "start");
    else if (this.view !== "result" && sitting.finished) this.show("result");
    else if (this.view === "overview") this.refreshOverview();
    else if (this.view === "question") this.refreshQuestion();
  }

  /** States alone, so that the focus stays. */
  refreshOverview() {
    const focus = [...this.querySelectorAll(".lf-overview button")].indexOf(/** @type {Element} */ (document.activeElement));
    this.showOverview();
    if (focus >= 0) /** @type {HTMLElement} */ (this.querySelectorAll(".lf-overview button")[focus]).focus();
  }

  /** Forgets what another tab answered otherwise, and shows it as it is now. */
  refreshQuestion() {
    const asked = this.asked();
    const current = this.answering()?.ids[0] ?? "";
    this.at = asked.findIndex(({ activity }) => activity.id === current);
    if (this.at < 0) return this.resume(this.current()); // an imported answer says that it was another question
    const elsewhere = asked.filter(({ activity: { id }, answered }) => this.shown.has(id) && answered && this.seen.get(id) !== answered.id);
    for (const { activity } of elsewhere) this.shown.delete(activity.id);
    this.count();
    if (this.shown.has(current)) return;
    const inside = this.contains(document.activeElement);
    this.find(".lf-asked").replaceChildren(this.questionOf(asked[this.at]));
    if (inside && !this.contains(document.activeElement)) this.find(".lf-stage h2").focus({ preventScroll: true });
  }

  /** @param {string} selector @returns {HTMLElement} */
  find(selector) {
    return /** @type {HTMLElement} */ (this.querySelector(selector));
  }
}

/** @param {Asked} asked */
function isMissed({ score: points }) {
  return points < 1;
}

/** How many are asked, and how many of them have a whole answer. @param {Asked[]} asked @returns {[number, number]} */
function countsOf(asked) {
  return [asked.length, asked.filter((one) => givenIn(one) === "answered").length];
}

/** @param {{ time: string }} event */
function momentOf({ time }) {
  return new Date(time).toLocaleString(SETTINGS.locale, { dateStyle: "medium", timeStyle: "short" });
}

/** @param {Asked} asked @param {number} at */
function overviewItem(asked, at) {
  const item = make("li", "");
  const button = make("button", "");
  const state = givenIn(asked);
  Object.assign(button.dataset, { do: "go", at: String(at), given: state });
  button.setAttribute("type", "button");
  button.append(make("b", "", NUMBER.format(at + 1)), " ", make("span", "", COURSE.activities[asked.activity.id].prompt), " ", make("em", "", say(`test_state_${state}`)));
  item.append(button);
  return item;
}

/** Says how many questions the course changed since the test was begun. @param {TestElement} test @param {Sitting | undefined} sitting */
function sayLeftOut(test, sitting) {
  const place = test.find(".lf-left");
  const count = sitting ? leftOut(sitting) : 0;
  place.hidden = !count;
  place.textContent = count ? say("test_left_out", { count }) : "";
}
