// The way on from home: to what is due today, and to the next page that still has something open.

class ContinueElement extends HTMLElement {
  connectedCallback() {
    this.refresh();
  }

  refresh() {
    const [link] = this.querySelectorAll("a");
    const next = standing.next();
    const goal = [.../** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".lf-modules a"))].find(({ href }) => href === ROOT + next);
    if (next && goal) this.lead(link, goal.href, say("continue", { title: goal.textContent ?? "" }));
    else if (!next && STANDING.results) this.lead(link, ROOT + STANDING.results, say("continue_done"));
    this.offerReview(link);
  }

  /** @param {HTMLAnchorElement} link @param {string} goal @param {string} text */
  lead(link, goal, text) {
    link.href = goal;
    link.textContent = text;
  }

  /** @param {HTMLAnchorElement} link */
  offerReview(link) {
    const due = standing.dueNow;
    const [, old] = this.querySelectorAll("a");
    const offer = old ?? document.createElement("a");
    offer.className = "md-button";
    offer.hidden = !due;
    this.lead(offer, ROOT + STANDING.review, say("due_today", { count: due }));
    if (due && !old) link.after(" ", offer);
  }
}
