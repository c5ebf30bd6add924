// A sheet to print on what was completed. The name on it lives in its field and nowhere else: it is never stored or sent.

class CertificateElement extends HTMLElement {
  connectedCallback() {
    this.field = /** @type {HTMLInputElement} */ (make("input", ""));
    this.field.type = "text";
    this.field.maxLength = 120;
    this.field.autocomplete = "off";
    record.addEventListener("change", this);
    this.handleEvent();
  }

  disconnectedCallback() {
    record.removeEventListener("change", this);
  }

  handleEvent() {
    const field = /** @type {HTMLInputElement} */ (this.field);
    const focused = field === document.activeElement;
    const found = completion();
    this.replaceChildren(...missing(found), sheet(found, field), holding("p", "lf-bar lf-screen", press(say("certificate_print"), () => print(), "md-button md-button--primary")));
    if (focused) field.focus({ preventScroll: true });
  }
}

/** What is missing before it is more than an interim record. @param {Completion} found */
function missing({ modules, complete, passed, final, first }) {
  if (complete && passed) return [];
  const open = modules.filter(({ answered, total }) => answered < total);
  const items = open.map(({ module, answered, total }) => holding("li", "", linkTo(firstPageOf(module), COURSE.modules[module]), `: ${say("certificate_open", { count: total - answered })}`));
  if (!passed && final) items.push(holding("li", "", linkTo(final.about.url, final.about.title), `: ${say(final.best ? "certificate_final_missing" : "certificate_final_untaken", { mark: percent(final.about.passMark) })}`));
  const reached = complete && !final ? [make("p", "", say("certificate_below", { percent: percentOf(first ?? 0, COURSE.passMark), mark: percent(COURSE.passMark) }))] : [];
  return [holding("div", "lf-screen", make("h2", "", say(complete && (!final || final.best) ? "certificate_not_passed" : "certificate_missing")), ...reached, ...(items.length ? [holding("ul", "", ...items)] : []))];
}

/** The sheet itself. @param {Completion} found @param {HTMLInputElement} field */
function sheet(found, field) {
  const word = !found.complete ? "interim" : found.passed ? "passed" : "complete";
  const edition = COURSE.version ? [make("p", "lf-edition", say("certificate_version", { version: COURSE.version }))] : [];
  return holding(
    "div",
    "lf-diploma",
    make("p", "lf-edition", COURSE.title),
    make("h2", "", say(`certificate_title_${word}`)),
    holding("label", "lf-name", field, make("span", "", say("certificate_name"))),
    make("p", "lf-says", say(`certificate_says_${word}`, { title: COURSE.title, answered: found.answered, total: found.total })),
    ...edition,
    ...period(),
    completionTable(found),
    make("p", "", outcome(found)),
    make("p", "lf-means", say("certificate_means")),
    make("p", "lf-date", say("certificate_date", { date: FULL_DATE.format(Date.now()) })),
  );
}

const FULL_DATE = new Intl.DateTimeFormat(SETTINGS.locale, { dateStyle: "long" });

/** From when to when she worked. */
function period() {
  const answers = record.answers();
  if (!answers.length) return [];
  const [from, to] = [answers[0], answers[answers.length - 1]].map(({ time }) => FULL_DATE.format(Date.parse(time)));
  return [make("p", "lf-edition", from === to ? say("certificate_on", { date: from }) : say("certificate_between", { from, to }))];
}

/** @param {Completion} found */
function completionTable({ modules, answered, total, first }) {
  const tested = modules.some(({ test }) => test);
  const head = ["module", "answered", "first", ...(tested ? ["test"] : [])].map((key) => say(`certificate_col_${key}`));
  const rows = modules.map((one) => [COURSE.modules[one.module], ofAll(one.answered, one.total), percent(one.first), ...(tested ? [one.test ? attempt(one.test) : "–"] : [])]);
  rows.push([say("certificate_all"), ofAll(answered, total), percent(first), ...(tested ? [""] : [])]);
  return tableOf(say("certificate_table"), head, rows);
}

/** @param {number} count @param {number} total */
function ofAll(count, total) {
  return say("certificate_of", { answered: count, total });
}

/** The best whole sitting of a test, and which one it was where there were several. @param {TestCompletion} test */
function attempt({ about, best, place, count }) {
  if (!best) return "–";
  const share = percentOf(best.mean, about.passMark);
  return count > 1 ? say("certificate_attempt", { percent: share, place, count }) : share;
}

/** What decides whether it is passed, and how it came out. @param {Completion} found */
function outcome({ final, first, passed }) {
  const mark = percent(final ? final.about.passMark : COURSE.passMark);
  if (!final) return say("certificate_by_first_tries", { percent: first === null ? "–" : percentOf(first, COURSE.passMark), mark });
  if (!final.best) return say("certificate_final_open", { title: final.about.title, mark });
  const date = FULL_DATE.format(final.best.time);
  return say(passed ? "certificate_final_passed" : "certificate_final_failed", { title: final.about.title, percent: attempt(final), date, mark });
}
