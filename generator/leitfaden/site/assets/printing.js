// Printing a page of exercises: as they were before anybody answered, or as they are, with solutions on a page of their own.

class PrintElement extends HTMLElement {
  connectedCallback() {
    const forms = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("leitfaden-activity > form"))];
    const fresh = forms.map((form) => form.cloneNode(true));
    let wanted = "";
    /** Puts the page back. @type {(() => void)[]} */
    let undo = [];
    /** @param {HTMLElement} old @param {Node} other */
    const swap = (old, other) => {
      old.replaceWith(other);
      undo.push(() => /** @type {HTMLElement} */ (other).replaceWith(old));
    };
    this.addEventListener("click", ({ target }) => {
      if (!(target instanceof HTMLButtonElement)) return;
      wanted = target.value;
      print();
    });
    addEventListener("beforeprint", () => {
      if (wanted === "fresh") forms.forEach((form, place) => swap(form, fresh[place]));
      else for (const field of document.querySelectorAll("textarea")) if (field.value) swap(field, make("div", "lf-written", field.value));
      if (wanted === "solutions") undo.push(gather(this, forms));
    });
    addEventListener("afterprint", () => {
      for (const step of undo) step();
      undo = [];
      wanted = "";
    });
  }
}

/** Puts all solutions behind `line`, each with its number and its question; returns what removes them. @param {HTMLElement} line @param {HTMLElement[]} forms */
function gather(line, forms) {
  const answers = /** @type {HTMLElement} */ (line.querySelector("template")?.content.cloneNode(true).firstChild);
  forms.forEach((form, place) => {
    const key = /** @type {HTMLElement | undefined} */ (form.querySelector(".lf-solution")?.cloneNode(true));
    key?.querySelector("summary")?.replaceWith(make("h3", "", `${place + 1}. ${form.querySelector(".lf-prompt")?.textContent}`));
    for (const option of form.querySelectorAll(".lf-options[data-shuffled] > li")) {
      key?.querySelector("[type]")?.append(...key.querySelectorAll(`[data-for="${option.getAttribute("data-id")}"]`)); // lettered as they stand here
    }
    answers.append(...(key?.childNodes ?? []));
  });
  line.after(answers);
  return () => answers.remove();
}
