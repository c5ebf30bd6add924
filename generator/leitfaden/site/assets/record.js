// The learner's record: sets of immutable events on her device (what she answered, which tests she began and handed in),
// and texts of her own, of which the last one written counts. Everything else is derived, merging is union.
//
// It is stored in parts, so that an answer rewrites little and a part that breaks takes nothing else along: the events of
// each day (UTC) under `leitfaden:<course>:<day>`, texts under `leitfaden:<course>`. Each part, and an exported file, is a
// record file (`recordIn`). A part that can't be read is put aside under `leitfaden:<course>:damaged:…`, never dropped.

class LearnerRecord extends EventTarget {
  constructor() {
    super();
    this.home = `leitfaden:${SETTINGS.course}`;
    /** The events by their lists and ids. */
    this.known = {
      /** @type {Map<string, Answered>} */ answered: new Map(),
      /** @type {Map<string, Begun>} */ begun: new Map(),
      /** @type {Map<string, Finished>} */ finished: new Map(),
    };
    /** Texts of her own and choices of hers, by their key. @type {Map<string, OwnText>} */
    this.texts = new Map();
    /** @type {"" | "none" | "full" | "page" | "newer" | "damaged"} */
    this.trouble = isolatesFiles() ? "page" : "";
    /** Parts that can't be read, and for which there was no room beside them. @type {Set<string>} */
    this.locked = new Set();
    /** What each part was when this page last read or wrote it. @type {Map<string, string>} */
    this.stored = new Map();
    /** Parts that hold less than this page knows. @type {Set<string>} */
    this.behind = new Set();
    /** Answers by activity, made when asked for. @type {Map<string, Answered[]> | undefined} */
    this.index = undefined;
    this.readStored();
    this.store();
    window.addEventListener("storage", (event) => {
      if (event.key !== null && !this.isPart(event.key)) return;
      if (event.newValue === null && (event.key ?? this.home) === this.home) this.forget();
      if (event.key !== null) this.readPart(event.key);
      if (event.key !== null && this.stored.has(event.key) && this.stored.get(event.key) !== this.written([event.key])[0][1]) this.behind.add(event.key);
      this.store(); // what another tab overwrote without having seen it
      this.changed();
    });
    window.addEventListener("pageshow", (event) => {
      if (event.persisted) location.reload(); // a page that the browser kept missed what other pages stored or deleted
    });
  }

  /** All answers in order of time, those to tests that were not handed in included. @returns {Answered[]} */
  events() {
    return [...this.known.answered.values()].sort(byTime);
  }

  /** The answers that count, in order of time: all in practice, and of tests handed in the last one to each question. @returns {Answered[]} */
  answers() {
    const practised = [...this.known.answered.values()].filter(({ sitting }) => !sitting);
    const tested = this.sittings().flatMap(({ finished, answers }) => (finished ? [...answers.values()] : []));
    return [...practised, ...tested].sort(byTime);
  }

  /** The answers to one activity, whatever it was called, at one revision: in practice, or in one sitting of a test. @param {string[]} ids @param {string} revision @param {string} [sitting] */
  of(ids, revision, sitting = "") {
    const index = (this.index ??= grouped([...this.known.answered.values()], "activity"));
    return ids.flatMap((id) => index.get(id) ?? []).filter((event) => event.revision === revision && event.sitting === sitting).sort(byTime);
  }

  /** The tests that were begun, in order of time; of one assessment where its ids are given. @param {string[]} [assessments] @returns {Sitting[]} */
  sittings(assessments) {
    const begun = [...this.known.begun.values()].filter((one) => !assessments || assessments.includes(one.assessment)).sort(byTime);
    const answered = begun.length ? grouped([...this.known.answered.values()], "sitting") : new Map();
    const handedIn = grouped([...this.known.finished.values()], "sitting");
    return begun.map((one) => {
      const finished = handedIn.get(one.id)?.sort(byTime)[0] ?? null;
      /** @type {Answered[]} */
      const given = (answered.get(one.id) ?? []).filter((/** @type {Answered} */ { time }) => !finished || time <= finished.time);
      return { begun: one, finished, answers: new Map(given.sort(byTime).map((event) => [event.activity, event])) };
    });
  }

  /** @param {Answered} event */
  add(event) {
    this.keep({ answered: [event] });
  }

  /** @param {Begun} event */
  begin(event) {
    this.keep({ begun: [event] });
  }

  /** @param {Finished} event */
  finish(event) {
    this.keep({ finished: [event] });
  }

  /** Takes events over, stores them and tells everybody; returns how many answers and texts were new. @param {Partial<RecordFile>} file */
  keep({ answered = [], begun = [], finished = [], texts = {} }) {
    const count = this.take(fileOf([answered, begun, finished], texts));
    this.store();
    this.changed();
    return count;
  }

  /** A text of hers; "" where there is none. @param {string} key @returns {string} */
  text(key) {
    return this.texts.get(key)?.text ?? "";
  }

  /** Keeps a text of hers. @param {string} key @param {string} text */
  setText(key, text) {
    this.readPart(this.home);
    if (this.text(key) === text) return;
    const last = Date.parse(this.texts.get(key)?.time ?? "");
    const time = Math.max(Date.now(), (last + 1) % 8e15 || 0); // a clock elsewhere may run ahead, up to the end of all dates
    this.texts.set(key, { text, time: new Date(time).toISOString() });
    this.behind.add(this.home);
    this.store();
    this.changed();
  }

  /** How many answers and texts of hers are kept. @returns {number} */
  count() {
    return this.known.answered.size + [...this.texts].filter(([key, { text }]) => isOwn(key) && text).length;
  }

  /** What shuffling hangs on, drawn once. @returns {string} */
  seed() {
    if (!this.text(":seed")) this.setText(":seed", randomId());
    return this.text(":seed");
  }

  /** Takes over an exported file; returns how many answers and texts were new. @param {string} text @returns {number} */
  merge(text) {
    return this.keep(recordIn(text));
  }

  /**
   * Unites a file with what is known, whatever comes first: of two events with one id the same one always wins.
   * @param {RecordFile} file @param {string} [part] where it is stored, if it is @returns {number}
   */
  take(file, part = "") {
    let count = 0;
    for (const list of LISTS) {
      const known = /** @type {Map<string, Kept>} */ (this.known[list]);
      for (const event of file[list]) {
        const mine = known.get(event.id);
        if (mine && JSON.stringify(mine) <= JSON.stringify(event)) continue;
        known.set(event.id, event);
        if (this.partOf(event) !== part) this.behind.add(this.partOf(event));
        if (list === "answered" && !mine) count += 1;
      }
      if (part === this.home && file[list].length) this.behind.add(part); // from before there were days
    }
    for (const [key, own] of Object.entries(file.texts)) {
      const mine = this.texts.get(key);
      if (mine && (Date.parse(mine.time) - Date.parse(own.time) || (mine.text >= own.text ? 1 : -1)) > 0) continue;
      this.texts.set(key, own);
      if (part !== this.home) this.behind.add(this.home);
      if (isOwn(key)) count += 1;
    }
    this.index = undefined;
    return count;
  }

  forget() {
    for (const list of LISTS) this.known[list].clear();
    this.texts.clear();
    this.stored.clear();
    this.behind.clear();
  }

  /** The record as a file's text. */
  exported() {
    const all = Object.fromEntries(LISTS.map((list) => [list, [...this.known[list].values()].sort(byTime)]));
    return JSON.stringify({ leitfaden: RECORD_VERSION, course: SETTINGS.course, ...all, texts: Object.fromEntries(this.texts) });
  }

  clear() {
    this.forget();
    try {
      for (const key of this.keys().sort().reverse()) storage().removeItem(key); // the home last: by it other tabs know
      this.locked.clear();
      this.trouble = isolatesFiles() ? "page" : "";
    } catch {
      this.trouble = "none";
    }
    this.changed();
  }

  // How it is stored

  /** The keys under which something is stored, also what could not be read. @returns {string[]} */
  keys() {
    const own = storage();
    return Array.from({ length: own.length }, (_, at) => own.key(at) ?? "").filter((key) => key === this.home || key.startsWith(`${this.home}:`));
  }

  /** @param {string} key */
  isPart(key) {
    return key === this.home || (key.startsWith(`${this.home}:`) && !key.startsWith(`${this.home}:damaged:`));
  }

  /** @param {Kept} event */
  partOf({ time }) {
    return `${this.home}:${time.slice(0, time.indexOf("T"))}`;
  }

  readStored() {
    try {
      for (const key of this.keys()) if (this.isPart(key)) this.readPart(key);
    } catch {
      this.trouble = "none";
    }
  }

  /** @param {string} key */
  readPart(key) {
    try {
      const text = storage().getItem(key);
      if (text === null || text === this.stored.get(key)) return;
      this.stored.set(key, text);
      try {
        this.take(recordIn(text), key);
      } catch (error) {
        if (error instanceof NewerRecord) this.trouble = "newer";
        else this.salvage(key, text);
      }
    } catch {
      this.trouble = "none";
    }
  }

  /** Takes from a part that is broken what can still be read, and puts the part aside. @param {string} key @param {string} text */
  salvage(key, text) {
    this.take(whatCanBeRead(text), key);
    try {
      storage().setItem(`${this.home}:damaged:${hashOf(text).toString(36)}`, text);
      this.behind.add(key);
      this.trouble ||= "damaged";
    } catch {
      this.locked.add(key);
      this.trouble ||= "full";
    }
  }

  /** What parts should hold, by their keys. @param {string[]} keys @returns {[string, string][]} */
  written(keys) {
    /** @type {Map<string, Record<string, any>>} */
    const files = new Map(keys.map((key) => [key, { leitfaden: RECORD_VERSION, course: SETTINGS.course }]));
    for (const list of LISTS) {
      for (const event of this.known[list].values()) (/** @type {any} */ (files.get(this.partOf(event)) ?? {})[list] ??= []).push(event);
    }
    return keys.map((key) => {
      const file = files.get(key) ?? {};
      for (const list of LISTS) file[list]?.sort(byTime);
      if (key === this.home) file.texts = Object.fromEntries([...this.texts].sort());
      return [key, JSON.stringify(file)];
    });
  }

  /** Writes the parts that are behind, days first: should it end halfway, nothing was taken away before it stood elsewhere. */
  store() {
    if (this.trouble === "newer") return;
    if (this.behind.size && !this.stored.has(this.home)) this.behind.add(this.home); // its going tells other tabs that all is deleted
    try {
      for (const key of this.behind) this.readPart(key);
      const keys = [...this.behind].filter((key) => !this.locked.has(key));
      for (const [key, text] of this.written(keys.sort().reverse())) {
        if (text !== this.stored.get(key)) storage().setItem(key, text);
        this.stored.set(key, text);
        this.behind.delete(key);
      }
      if (this.trouble === "full" && !this.locked.size) this.trouble = isolatesFiles() ? "page" : "";
    } catch {
      this.trouble = this.trouble === "none" ? "none" : "full";
    }
  }

  changed() {
    this.dispatchEvent(new Event("change"));
  }
}

/** @template {Record<string, any>} T @param {T[]} events @param {string} by @returns {Map<string, T[]>} */
function grouped(events, by) {
  /** @type {Map<string, T[]>} */
  const groups = new Map();
  for (const event of events) {
    const group = groups.get(event[by]);
    if (group) group.push(event);
    else groups.set(event[by], [event]);
  }
  return groups;
}

/** @param {string} key an activity as `id@revision@former@…` @returns {"open" | "tried" | "done"} */
function stateOf(key) {
  const [id, revision, ...former] = key.split("@");
  const events = record.of([id, ...former], revision);
  return events.some((event) => event.score === 1 || event.score === null) ? "done" : events.length ? "tried" : "open";
}

/** Whether a text is the learner's own, and no setting. @param {string} key */
function isOwn(key) {
  return key[0] !== ":";
}

/** @param {Kept} a @param {Kept} b */
function byTime(a, b) {
  return a.time < b.time ? -1 : a.time > b.time ? 1 : a.id < b.id ? -1 : 1;
}

/** Where the record is kept: on the device, or where a script that ran before this one says, as in a learning platform. */
function storage() {
  return window.leitfadenStorage ?? localStorage;
}

/** Whether this browser may give every file a storage of its own: Firefox does, WebKitGTK does not, and those built on Chromium are known not to. */
function isolatesFiles() {
  return location.protocol === "file:" && !("chrome" in window) && !window.leitfadenStorage;
}

/** A random id of 16 bytes; `crypto.randomUUID` is missing where the page came by plain http. */
function randomId() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
