// Printing a page of exercises: fresh, or as they are, with solutions on a page of their own.

class PrintElement extends HTMLElement {
  /** What was asked for: `fresh`, `solutions`, or nothing, where the browser's own menu prints. */
  wanted = "";
  /** Puts the page back after printing. @type {(() => void)[]} */
  undo = [];
  /** Forms as they were before somebody touched them. @type {Map<HTMLElement, Node>} */
  fresh = new Map();

  connectedCallback() {
    this.addEventListener("click", this);
    for (const event of ["beforeprint", "afterprint", "pointerdown", "focusin"]) addEventListener(event, this, true);
    for (const form of this.forms()) if (form.querySelector("textarea") || stateOf(form.dataset.key ?? "") !== "open") this.keep(form); // before the activity fills it in
  }

  /** @param {Event} event */
  handleEvent({ type, target }) {
    if (type === "beforeprint") this.prepare();
    else if (type === "afterprint") this.restore();
    else if (type !== "click") this.keep(/** @type {Element} */ (target).closest?.("leitfaden-activity > form"));
    else if (target instanceof HTMLButtonElement) {
      this.wanted = target.value;
      print();
    }
  }

  /** @returns {HTMLElement[]} */
  forms() {
    return [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("leitfaden-activity > form"))];
  }

  /** @param {Element | null | undefined} form */
  keep(form) {
    if (form instanceof HTMLElement && !this.fresh.has(form)) this.fresh.set(form, form.cloneNode(true));
  }

  prepare() {
    if (this.wanted === "fresh") this.fresh.forEach((form, old) => this.swap(old, form));
    else for (const field of document.querySelectorAll("textarea")) if (field.value) this.swap(field, make("div", "lf-written", field.value));
    if (this.wanted === "solutions") this.gather();
  }

  restore() {
    for (const step of this.undo.splice(0)) step();
    this.wanted = "";
  }

  /** @param {HTMLElement} old @param {Node} other */
  swap(old, other) {
    old.replaceWith(other);
    this.undo.push(() => /** @type {HTMLElement} */ (other).replaceWith(old));
  }

  /** Puts all solutions at the end, each with its number and its question. */
  gather() {
    const answers = /** @type {HTMLElement} */ (this.querySelector("template")?.content.cloneNode(true).firstChild);
    this.forms().forEach((form, place) => {
      const key = /** @type {HTMLElement} */ ((form.querySelector(".lf-solution") ?? make("p", "")).cloneNode(true));
      key.querySelector("summary")?.replaceWith(make("h3", "", `${place + 1}. ${form.querySelector(".lf-prompt")?.textContent}`));
      for (const option of form.querySelectorAll(".lf-options[data-shuffled] > li")) {
        key.querySelector("[type]")?.append(...key.querySelectorAll(`[data-for="${option.getAttribute("data-id")}"]`)); // lettered as they stand here
      }
      answers.append(...key.childNodes);
    });
    this.after(answers);
    this.undo.push(() => answers.remove());
  }
}
