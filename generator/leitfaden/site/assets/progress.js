// How far one is: a bar over many activities, or a word for one. Derived from the record, whoever changed it.

class ProgressElement extends HTMLElement {
  connectedCallback() {
    record.addEventListener("change", this);
    this.handleEvent();
  }

  disconnectedCallback() {
    record.removeEventListener("change", this);
  }

  handleEvent() {
    const states = (this.dataset.activities ?? "").split(" ").filter(Boolean).map(stateOf);
    const tried = states.filter((state) => state !== "open").length;
    const done = states.filter((state) => state === "done").length;
    const bar = this.querySelector("progress");
    if (bar) bar.value = tried;
    this.dataset.state = done === states.length ? "done" : tried ? "tried" : "open";
    const text = this.querySelector("span");
    if (!text) return;
    if (!bar) text.textContent = say(`state_${this.dataset.state}`);
    else text.textContent = tried ? say("progress_tried", { tried, done, total: states.length }) : say("progress_none");
  }
}

customElements.define("leitfaden-progress", ProgressElement);
