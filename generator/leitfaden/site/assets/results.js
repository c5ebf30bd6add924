// The page of results: where she stands, how she got there, what she tends to believe, and how well she judges herself.

class ResultsElement extends HTMLElement {
  /** The width that pictures are drawn for. */
  width = 0;

  connectedCallback() {
    this.sizes = new ResizeObserver(() => this.paint());
    this.sizes.observe(this);
    record.addEventListener("change", this);
    this.handleEvent();
  }

  disconnectedCallback() {
    this.sizes?.disconnect();
    record.removeEventListener("change", this);
  }

  /** Shows everything anew; what was open stays open, and the focus where it was. */
  handleEvent() {
    const open = [...this.querySelectorAll("details[open]")].map(nameOfPart);
    const focused = this.contains(document.activeElement) ? nameOfPart(document.activeElement) : "";
    this.replaceChildren(...(record.answers().length ? resultParts(Date.now()) : emptyResults()));
    for (const details of this.querySelectorAll("details")) details.open = open.includes(nameOfPart(details));
    /** @type {HTMLElement | null} */ (this.querySelector(`details[data-name="${focused}"] > summary, input[data-name="${focused}"]`))?.focus({ preventScroll: true });
    this.width = 0;
    this.paint();
  }

  /** Draws the pictures if there is another width for them. */
  paint() {
    if (this.width === this.clientWidth) return;
    this.width = this.clientWidth;
    paintFigures(this);
  }
}

/** @param {Element | null} element @returns {string} */
function nameOfPart(element) {
  return /** @type {HTMLElement | null} */ (element?.closest("[data-name]"))?.dataset.name ?? "";
}

/** @param {number} now @returns {Node[]} */
function resultParts(now) {
  const answers = record.answers();
  const pieces = evidence(answers, STANDING.activities);
  const known = cards(answers, STANDING.activities);
  const modules = moduleFigures();
  const groups = claimFigures(known, now);
  const ideas = beliefs(pieces);
  return [
    hatching(),
    make("p", "lf-asof", say("results_as_of", { title: COURSE.title, date: DATE.format(now) })),
    summaryPart(modules, groups, dueClaims(known, now).length, ideas),
    modulesPart(modules),
    ...(groups.length ? [claimsPart(groups)] : []),
    ...(Object.keys(COURSE.misconceptions).length ? [beliefsPart(ideas)] : []),
    calibrationPart(calibration(pieces)),
    historyPart(answers, sittingFigures(), now),
    holding("p", "lf-bar lf-last", press(say("results_print"), () => print()), press(say("results_export"), exportRecord)),
  ];
}

/** What will be here, for those who have answered nothing yet. @returns {Node[]} */
function emptyResults() {
  const parts = ["modules", "claims", "beliefs", "calibration", "history"];
  return [
    make("p", "", say("results_empty")),
    holding("dl", "lf-coming", ...parts.flatMap((key) => [make("dt", "", say(`results_${key}`)), make("dd", "", say(`results_coming_${key}`))])),
    holding("p", "", linkTo(COURSE.pages.index, say("results_begin"), "md-button md-button--primary")),
  ];
}
