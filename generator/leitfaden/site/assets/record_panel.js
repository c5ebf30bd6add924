// The learner's record in her own hands: export, import, delete, and a list of all that is stored.

class RecordElement extends HTMLElement {
  /** How often the list was begun: one that ends late says nothing any more. */
  lists = 0;
  /** How often something was said: what ends late doesn't talk over what was done since. */
  sayings = 0;

  connectedCallback() {
    this.addEventListener("click", this);
    this.file().addEventListener("change", this);
    record.addEventListener("change", this);
    this.handleEvent(new Event("change"));
    void copied().then(() => this.list());
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
    else if (action === "yes") void this.deleteAll();
  }

  refresh() {
    this.asking().checked = record.text(":confidence") !== "";
    this.say(this.kept());
    void this.list();
  }

  /** Lists what is stored, each with its name in the browser and its size. */
  async list() {
    const turn = ++this.lists;
    const things = await everythingStored();
    if (turn !== this.lists) return;
    const rows = things.map(({ key, what, size }) => {
      const row = make("tr", "");
      const named = make("td", "", what);
      named.append(make("code", "", key));
      row.append(named, make("td", "", say("stored_size", { size: Math.max(0.1, Math.round(size / 102.4) / 10) })));
      return row;
    });
    const table = /** @type {HTMLElement} */ (this.querySelector(".lf-stored"));
    table.hidden = !things.length;
    table.querySelector("tbody")?.replaceChildren(...rows);
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
    exportRecord();
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

  async deleteAll() {
    record.clear();
    this.ask(false);
    const { sayings } = this;
    for (const { key, remove } of await everythingStored()) if (!isOfRecord(key)) await remove(); // another tab may have begun anew
    if (sayings === this.sayings) this.say(say("record_deleted"));
    await this.list();
  }

  /** @param {string} text */
  say(text) {
    this.sayings += 1;
    /** @type {HTMLElement} */ (this.querySelector(".lf-kept")).textContent = text;
  }
}
