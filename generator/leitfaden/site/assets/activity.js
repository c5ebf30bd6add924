// An activity in the page: a form that was already there, read, scored, and answered with reasons.
//
// It is shown in one of three manners (`data-as`): for practice it begins with the last answer, for "review" afresh, and in a
// "test" answers are kept as they are given, without a word, until `reveal` is called. With `data-sitting` its answers are those
// of that sitting of a test, and `data-seed` is what their order hangs on.

/** Forms of interaction by their name; the kinds' scripts add theirs. @type {Record<string, Form>} */
const FORMS = {};

class ActivityElement extends HTMLElement {
  /** The scoring rules of each interaction. @type {Record<string, Rules>} */
  rules = {};
  /** Its id, then those that it had before. @type {string[]} */
  ids = [];
  /** When the learner began this try, in milliseconds; 0 before. */
  started = 0;
  /** Answers before that time are not its own. */
  since = "";

  connectedCallback() {
    const form = this.querySelector("form");
    if (!form || this.ids.length) return;
    this.rules = JSON.parse(this.dataset.rules ?? "{}");
    this.ids = [this.dataset.activity ?? "", ...(this.dataset.formerly ?? "").split(" ").filter(Boolean)];
    this.verdict = /** @type {HTMLOutputElement} */ (form.querySelector(".lf-verdict"));
    this.button = /** @type {HTMLButtonElement} */ (form.querySelector(".lf-actions button"));
    this.word = this.button.textContent ?? "";
    this.sure = /** @type {HTMLFieldSetElement | null} */ (form.querySelector(".lf-confidence"));
    if (this.dataset.as === "review") this.since = new Date().toISOString();
    if (this.dataset.as === "test") {
      this.button.hidden = true;
      form.addEventListener("change", this);
    }
    form.addEventListener("submit", this);
    form.addEventListener("input", this);
    form.addEventListener("click", this);
    this.shuffle(this.dataset.sitting ? 0 : Math.max(0, this.earlier().length - 1));
    for (const id of Object.keys(this.rules)) this.formOf(id).start?.(this.partOf(id), this.rules[id], this);
    this.restore();
  }

  /** @param {Event} event */
  handleEvent(event) {
    const { type, target } = event;
    if (type === "submit" || (type === "click" && target === this.button)) {
      event.preventDefault();
      if (type === "submit" || this.dataset.as === "test") return; // clicks count, as Enter in a field makes one, too: nothing is submitted in a sandbox without `allow-forms`
      if (this.dataset.checked === undefined) this.check();
      else this.again();
    } else if (type === "click" || type === "change") {
      // of hints; they toggle when the theme opens everything for paper, too
      /** @type {Element} */ (target).closest("summary")?.parentElement?.setAttribute("data-seen", "");
      if (this.dataset.as === "test") queueMicrotask(() => this.keep()); // after the forms, which move things at a click
    } else if (this.dataset.as === "test") {
      this.started ||= Date.now();
    } else if (!this.button?.hidden) {
      this.begin();
      if (this.dataset.checked !== undefined) this.forget();
    }
  }

  /** The learner's answer to each interaction. @returns {Record<string, Answer>} */
  answers() {
    return Object.fromEntries(Object.keys(this.rules).map((id) => [id, this.formOf(id).read(this.partOf(id), this.rules[id])]));
  }

  /** @param {string} id @returns {HTMLElement} */
  partOf(id) {
    return /** @type {HTMLElement} */ (this.querySelector(`[data-interaction="${id}"]`));
  }

  /** @param {string} id */
  formOf(id) {
    return FORMS[this.partOf(id).dataset.form ?? this.rules[id].form];
  }

  begin() {
    if (this.started) return;
    this.started = Date.now();
    if (this.sure && record.text(":confidence")) this.sure.hidden = false;
    this.emit("started", { activity: this.ids[0], revision: this.dataset.revision });
  }

  check() {
    const answers = this.answers();
    const open = [...this.querySelectorAll("[data-interaction]")].map((part) => part.getAttribute("data-interaction") ?? "").filter((id) => answers[id] === null);
    const unsure = this.sure && !this.sure.hidden && this.confidence() === null;
    if (open.length || unsure) {
      const part = open.length ? this.partOf(open[0]) : this.sure;
      this.say(open.length ? (this.formOf(open[0]).missing?.(this.partOf(open[0])) ?? say("incomplete", { count: open.length })) : say("confidence_open"));
      /** @type {HTMLElement | null | undefined} */ (part?.querySelector(":is(input, select, textarea):invalid") ?? part?.querySelector("input, select, textarea, button"))?.focus();
      return;
    }
    this.begin();
    const earlier = this.earlier();
    const event = this.answered(answers, earlier.length + 1);
    this.started = 0;
    record.add(event);
    this.show(event, [...earlier, event]);
    this.emit("answered", event);
  }

  /** @param {Record<string, Answer>} answers @param {number} attempt @returns {Answered} */
  answered(answers, attempt) {
    return {
      id: randomId(),
      activity: this.ids[0],
      revision: this.dataset.revision ?? "",
      responses: answers,
      score: scoreAll(this.rules, answers),
      try: attempt,
      time: new Date().toISOString(),
      duration: this.started ? Math.round((Date.now() - this.started) / 1000) : 0,
      confidence: this.confidence(),
      hints: this.querySelectorAll("details.lf-hint[data-seen]").length,
      sitting: this.dataset.sitting ?? "",
    };
  }

  /** In a test: keeps the answer as it stands, if it is another one than the last. */
  keep() {
    if (this.dataset.checked !== undefined || !this.isConnected || !this.started) return;
    const last = this.earlier().at(-1);
    const event = this.answered(this.answers(), 1);
    const given = (/** @type {Answered | undefined} */ one) => JSON.stringify([one?.responses ?? Object.fromEntries(Object.keys(this.rules).map((id) => [id, null])), one?.confidence ?? null]);
    if (given(event) === given(last)) return;
    record.add(event);
    this.emit("kept", event);
  }

  /** In a test that was handed in: shows what was answered, what is right, and why. @returns {Answered} */
  reveal() {
    const event = this.earlier().at(-1) ?? this.answered(Object.fromEntries(Object.keys(this.rules).map((id) => [id, null])), 1);
    this.show(event, [event], true);
    return event;
  }

  confidence() {
    const chosen = this.sure?.querySelector("input:checked");
    return chosen instanceof HTMLInputElement ? Number(chosen.value) : null;
  }

  earlier() {
    const events = record.of(this.ids, this.dataset.revision ?? "", this.dataset.sitting);
    return events.filter(({ time }) => time >= this.since);
  }

  /** Puts options into an order of this learner's own, another one at each try; steps stay as she put them. @param {number} attempt */
  shuffle(attempt) {
    for (const list of this.querySelectorAll(`[data-shuffled]${attempt ? ":not(.lf-steps)" : ""}`)) {
      /** @type {Element[]} */
      let order = [];
      for (let at = 0; at <= attempt; at += 1) {
        const rank = (/** @type {Element} */ item) => hashOf(`${this.dataset.seed ?? record.seed()} ${this.ids[0]} ${at} ${item.getAttribute("data-id")}`);
        const next = [...list.querySelectorAll(":scope > [data-id]")].sort((a, b) => rank(a) - rank(b));
        if (next.every((item, place) => item === order[place])) next.push(...next.splice(0, 1)); // as few fall into the same order again
        order = next;
      }
      list.append(...order);
    }
  }

  /** Shows the last answer of this revision again, with its reasons. */
  restore() {
    const events = this.earlier();
    const last = events.at(-1);
    if (!last) return;
    for (const id of Object.keys(this.rules)) if (last.responses[id] != null) this.formOf(id).write(this.partOf(id), last.responses[id], this.rules[id]);
    const confidence = this.sure?.querySelector(`input[value="${last.confidence}"]`);
    if (this.sure && confidence instanceof HTMLInputElement) {
      confidence.checked = true;
      this.sure.hidden = false;
    }
    if (this.dataset.as !== "test") this.show(last, events, true);
  }

  /** @param {Answered} event @param {Answered[]} events @param {boolean} [quietly] */
  show(event, events, quietly = false) {
    const { rules } = this;
    this.dataset.checked = event.score === null ? "done" : event.score === 1 ? "right" : event.score > 0 ? "partly" : "wrong";
    for (const id of Object.keys(rules)) {
      this.formOf(id).show(this.partOf(id), rules[id], event.responses[id] ?? null, this);
    }
    const left = this.dataset.as === "test" ? 0 : Number(this.dataset.tries ?? Infinity) - events.length;
    this.setButton(left > 0 ? say(event.score === null ? "change" : "again") : "");
    this.showRange(event.score ?? 0);
    this.sure?.setAttribute("disabled", ""); // it is asked before the check, and changed no more
    this.say(this.summary(event, events[0], left), quietly);
  }

  /** What the author says to those who score that much. @param {number} points */
  showRange(points) {
    const fitting = [...this.querySelectorAll(".lf-range")].filter((range) => points >= Number(range.getAttribute("data-from")) / 100);
    const text = fitting.at(-1)?.querySelector(".lf-feedback");
    if (text) this.querySelector(".lf-actions")?.after(text.cloneNode(true));
  }

  /** @param {Answered} event @param {Answered} first @param {number} left @returns {string} */
  summary(event, first, left) {
    const parts = [say(this.dataset.checked ?? "")];
    const { score: points } = event;
    if (points === null) return parts[0];
    if (points > 0 && points < 1) parts.push(say("score", { percent: PERCENT.format(points) }));
    if (first !== event && (first.score ?? 0) < 1) parts.push(say("first_try", { percent: PERCENT.format(first.score ?? 0) }));
    if (points === 1 || this.dataset.sitting) return parts.join(" · ");
    if (left <= 0 && this.dataset.tries) parts.push(say("no_tries_left"));
    else if (Number.isFinite(left)) parts.push(say("tries_left", { count: left }));
    return parts.join(" · ");
  }

  /**
   * Copies the reasons of an interaction, for its option or step `id` if there is one, to where the eye is.
   * @param {HTMLElement} part @param {string} id @param {Element} place @param {string} [chosen] picks those that hold for one answer only
   */
  reasons(part, id, place, chosen) {
    const own = id ? `[data-for="${id}"]` : "";
    for (const reason of this.querySelectorAll(`.lf-key [data-of="${part.dataset.interaction}"]${own} > .lf-feedback`)) {
      const only = reason.getAttribute("data-if");
      if (only === null || only === chosen) place.append(reason.cloneNode(true));
    }
  }

  /** Another try: what was right stays, the rest is open again. */
  again() {
    const { rules } = this;
    for (const id of Object.keys(rules)) this.formOf(id).clear(this.partOf(id), rules[id]);
    this.forget();
    this.shuffle(this.earlier().length);
    this.begin();
  }

  forget() {
    delete this.dataset.checked;
    this.sure?.removeAttribute("disabled");
    for (const input of this.sure?.querySelectorAll("input") ?? []) input.checked = false;
    for (const mark of this.querySelectorAll(".lf-mark, fieldset .lf-feedback, form > .lf-feedback")) mark.remove();
    for (const marked of this.querySelectorAll("[data-mark]")) marked.removeAttribute("data-mark");
    this.setButton(this.word ?? "");
    this.say("");
  }

  /** @param {string} text */
  setButton(text) {
    if (!this.button || !this.verdict) return;
    if (!text && this.button === document.activeElement) {
      this.verdict.tabIndex = -1;
      this.verdict.focus(); // the button goes: the focus stays where the eye is
    }
    this.button.hidden = !text;
    if (text) this.button.textContent = text;
    this.querySelector(".lf-question")?.toggleAttribute("disabled", !text);
  }

  /** @param {string} text @param {boolean} [quietly] */
  say(text, quietly = false) {
    if (!this.verdict) return;
    this.verdict.setAttribute("aria-live", quietly ? "off" : "polite");
    this.verdict.textContent = text;
  }

  /** @param {string} name @param {object} detail */
  emit(name, detail) {
    this.dispatchEvent(new CustomEvent(`leitfaden:${name}`, { bubbles: true, detail }));
  }
}

/** Marks something as right, wrong or missed, in words and not by colour alone. @param {Element} at @param {string} mark @param {string} word */
function markAs(at, mark, word) {
  /** @type {HTMLElement} */ (at).dataset.mark = mark;
  at.append(make("span", "lf-mark", word));
}

/** A number that depends on a text alone (FNV-1a, 32 bits, stirred once more). @param {string} text @returns {number} */
function hashOf(text) {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
}
