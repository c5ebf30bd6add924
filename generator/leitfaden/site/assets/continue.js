// The way on from home: to the first module that still has something open.

class ContinueElement extends HTMLElement {
  connectedCallback() {
    record.addEventListener("change", this);
    this.handleEvent();
  }

  disconnectedCallback() {
    record.removeEventListener("change", this);
  }

  handleEvent() {
    const link = this.querySelector("a");
    const modules = [...document.querySelectorAll(".lf-modules .lf-module")];
    const open = modules.find((module) => openIn(module.querySelector("leitfaden-progress")));
    const next = open?.querySelector("a");
    if (!link || !next) return;
    link.href = next.href;
    link.textContent = say("continue", { title: next.textContent ?? "" });
  }
}

/** Whether a module's bar names an activity that nobody tried yet. @param {Element | null} bar */
function openIn(bar) {
  const keys = bar?.getAttribute("data-activities")?.split(" ") ?? [];
  return keys.some((key) => stateOf(key) === "open");
}
