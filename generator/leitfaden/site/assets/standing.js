// Where one stands: what is done, begun and due, in the navigation and on home. Derived from the record, whoever changed it.

class Standing {
  constructor() {
    /** What each page's activities come to, by its address. @type {Map<string, "open" | "tried" | "done">} */
    this.pages = new Map();
    /** Claims that are due, by the module whose activities ask them. @type {Map<string, number>} */
    this.due = new Map();
    this.dueNow = 0;
    this.measure();
  }

  measure() {
    const states = STANDING.activities.map(({ id, revision, former }) => stateOf([id, revision, ...former].join("@")));
    for (const { pages } of STANDING.modules) {
      for (const [page, shown] of pages) this.pages.set(page, together(shown.map((at) => states[at])));
    }
  }

  /** Takes a while where there are thousands of answers. */
  measureDue() {
    const due = dueClaims(cards(record.answers(), STANDING.activities), Date.now());
    this.dueNow = due.length;
    this.due.clear();
    for (const { asks } of due) {
      const module = moduleOf(asks.find((one) => !isOpen(one)) ?? asks[0]); // where she met the claim, if she did in practice
      this.due.set(module, (this.due.get(module) ?? 0) + 1);
    }
  }

  /** The first page, in the order of the course, on which something was never tried. @returns {string} "" where everything was */
  next() {
    for (const { pages } of STANDING.modules) {
      for (const [page, shown] of pages) if (shown.some((at) => isOpen(STANDING.activities[at]))) return page;
    }
    return "";
  }

  show() {
    for (const link of document.querySelectorAll(".md-nav--primary a.md-nav__link[href]")) this.markLink(/** @type {HTMLAnchorElement} */ (link));
    for (const module of document.querySelectorAll("[data-module]")) {
      const due = this.due.get(module.getAttribute("data-module") ?? "") ?? 0;
      setMark(module.querySelector(".lf-progress"), "due", due ? say("due_here", { count: due }) : "");
    }
  }

  /** @param {HTMLAnchorElement} link */
  markLink(link) {
    if (link.hash) return; // of the table of contents
    const page = link.href.slice(ROOT.length);
    const whole = link.closest(".md-nav__item--pruned") && STANDING.modules.find(({ pages }) => pages.some(([one]) => one === page));
    const state = whole ? together(whole.pages.map(([one]) => this.pages.get(one) ?? "open")) : this.pages.get(page);
    if (link.href.startsWith(ROOT) && page === STANDING.review) setMark(link, "due", this.dueNow ? say("due_count", { count: this.dueNow }) : "");
    else if (state) setMark(link, state, state === "open" ? "" : say(`standing_${state}`));
  }
}

/** @param {("open" | "tried" | "done")[]} states @returns {"open" | "tried" | "done"} */
function together(states) {
  if (states.length && states.every((state) => state === "done")) return "done";
  return states.some((state) => state !== "open") ? "tried" : "open";
}

/** @param {StandingActivity} activity */
function isOpen({ id, revision, former }) {
  return !record.of([id, ...former], revision).length;
}

/** @param {StandingActivity} activity @returns {string} */
function moduleOf(activity) {
  const at = STANDING.activities.indexOf(activity);
  return STANDING.modules.find(({ pages }) => pages.some(([, shown]) => shown.includes(at)))?.id ?? "";
}

/** Puts a mark with words to something, or takes it away. @param {Element | null} at @param {string} state @param {string} text */
function setMark(at, state, text) {
  at?.querySelector(".lf-at")?.remove();
  if (!at || !text) return;
  const mark = make("span", "lf-at", text);
  mark.dataset.state = state;
  const title = at.querySelector(".md-ellipsis");
  if (title) title.after(" ", mark);
  else at.append(" ", mark);
}

let measuring = false;

/** Shows where one stands, and again after each change; when nothing else is to do, as an answer is shown first. @param {Standing} standing */
function follow(standing) {
  const measure = () => {
    measuring = false;
    standing.measure();
    standing.measureDue();
    standing.show();
    for (const element of document.querySelectorAll("leitfaden-continue")) /** @type {ContinueElement} */ (element).refresh();
  };
  const soon = () => {
    if (!measuring && "requestIdleCallback" in window) requestIdleCallback(measure, { timeout: 500 });
    else if (!measuring) setTimeout(measure);
    measuring = true;
  };
  soon();
  record.addEventListener("change", soon);
}
