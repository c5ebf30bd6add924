// The learner's record in her own hands: export, import, delete.

class RecordElement extends HTMLElement {
  connectedCallback() {
    Object.assign(WORDS, JSON.parse(this.dataset.words ?? "{}")); // words that no other page needs
    this.addEventListener("click", this);
    this.file().addEventListener("change", this);
    record.addEventListener("change", this);
    this.handleEvent(new Event("change"));
  }

  disconnectedCallback() {
    record.removeEventListener("change", this);
  }

  /** @param {Event} event */
  handleEvent(event) {
    if (event.currentTarget === this.file()) void this.importFile();
    else if (event.type === "change") this.refresh();
    const action = event.target instanceof HTMLElement ? event.target.dataset.do : undefined;
    if (action === "confidence") record.setText(":confidence", this.asking().checked ? "yes" : "");
    else if (action === "export") this.exportFile();
    else if (action === "import") this.file().click();
    else if (action === "delete") this.ask(true);
    else if (action === "no") this.ask(false);
    else if (action === "yes") this.deleteAll();
  }

  refresh() {
    this.asking().checked = record.text(":confidence") !== "";
    this.say(this.kept());
  }

  asking() {
    return /** @type {HTMLInputElement} */ (this.querySelector('[data-do="confidence"]'));
  }

  file() {
    return /** @type {HTMLInputElement} */ (this.querySelector('input[type="file"]'));
  }

  kept() {
    const count = record.count();
    return count ? say("record_kept", { count }) : say("record_empty");
  }

  exportFile() {
    saveFile(`${SETTINGS.course}.json`, "application/json", record.exported());
    this.say(this.kept());
  }

  async importFile() {
    const [file] = this.file().files ?? [];
    this.file().value = "";
    if (!file) return;
    try {
      const count = record.merge(await file.text());
      this.say(count ? say("record_imported", { count }) : say("record_nothing_new"));
    } catch (error) {
      this.say(say(error instanceof NewerRecord ? "record_newer" : "record_bad_file"));
    }
  }

  /** @param {boolean} open */
  ask(open) {
    const question = /** @type {HTMLElement} */ (this.querySelector(".lf-sure"));
    question.hidden = !open;
    /** @type {HTMLElement} */ (this.querySelector(open ? '[data-do="no"]' : '[data-do="delete"]')).focus();
  }

  deleteAll() {
    record.clear();
    this.ask(false);
    this.say(say("record_deleted"));
  }

  /** @param {string} text */
  say(text) {
    /** @type {HTMLElement} */ (this.querySelector(".lf-kept")).textContent = text;
  }
}

/** Gives the learner a file to keep. @param {string} name @param {string} type @param {string} text */
function saveFile(name, type, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
