// The learner's record: a set of immutable `answered` events on her device, and texts of her own, of which the last one
// written counts. Everything else is derived, merging is union.

const RECORD_VERSION = 1;

class LearnerRecord extends EventTarget {
  constructor() {
    super();
    this.key = `leitfaden:${SETTINGS.course}`;
    /** @type {Map<string, Answered>} */
    this.known = new Map();
    /** Texts of her own and choices of hers, by their key. @type {Map<string, OwnText>} */
    this.texts = new Map();
    /** @type {"" | "none" | "full" | "page" | "newer"} */
    this.trouble = isolatesFiles() ? "page" : "";
    /** What this page last read or wrote: nothing to read again while it stands there. @type {string | null} */
    this.stored = null;
    /** Events by activity, made when asked for. @type {Map<string, Answered[]> | undefined} */
    this.index = undefined;
    this.readStored();
    window.addEventListener("storage", (event) => {
      if (event.key !== this.key && event.key !== null) return;
      if (event.newValue === null) this.forget();
      this.readStored();
      this.changed();
    });
    window.addEventListener("pageshow", (event) => {
      if (event.persisted) location.reload(); // a page that the browser kept missed what other pages stored or deleted
    });
  }

  /** All events in order of time. @returns {Answered[]} */
  events() {
    return [...this.known.values()].sort(byTime);
  }

  /** The events of one activity, whatever it was called, at one revision. @param {string[]} ids @param {string} revision */
  of(ids, revision) {
    const index = (this.index ??= grouped(this.events()));
    const events = ids.flatMap((id) => index.get(id) ?? []).filter((event) => event.revision === revision);
    return ids.length > 1 ? events.sort(byTime) : events;
  }

  /** @param {Answered} event */
  add(event) {
    this.readStored();
    this.known.set(event.id, event);
    this.store();
    this.changed();
  }

  /** A text of hers; "" where there is none. @param {string} key @returns {string} */
  text(key) {
    return this.texts.get(key)?.text ?? "";
  }

  /** Keeps a text of hers. @param {string} key @param {string} text */
  setText(key, text) {
    this.readStored();
    if (this.text(key) === text) return;
    const last = Date.parse(this.texts.get(key)?.time ?? "");
    const time = Math.max(Date.now(), (last + 1) % 8e15 || 0); // a clock elsewhere may run ahead, up to the end of all dates
    this.texts.set(key, { text, time: new Date(time).toISOString() });
    this.store();
    this.changed();
  }

  /** How many answers and texts of hers are kept. @returns {number} */
  count() {
    return this.known.size + [...this.texts].filter(([key, { text }]) => isOwn(key) && text).length;
  }

  /** What shuffling hangs on, drawn once. @returns {string} */
  seed() {
    if (!this.text(":seed")) this.setText(":seed", randomId());
    return this.text(":seed");
  }

  /** Takes over an exported file; returns how many answers and texts were new. @param {string} text @returns {number} */
  merge(text) {
    const file = recordIn(text);
    this.readStored();
    const count = this.take(file);
    this.store();
    this.changed();
    return count;
  }

  /** @param {RecordFile} file @returns {number} */
  take({ events, texts }) {
    let count = 0;
    for (const event of events) {
      if (this.known.has(event.id)) continue;
      this.known.set(event.id, event);
      count += 1;
    }
    for (const [key, own] of Object.entries(texts)) {
      const mine = this.texts.get(key);
      if (mine && (mine.time > own.time || (mine.time === own.time && mine.text >= own.text))) continue;
      this.texts.set(key, own);
      count += isOwn(key) ? 1 : 0;
    }
    return count;
  }

  forget() {
    this.known.clear();
    this.texts.clear();
    this.stored = null;
  }

  /** The record as a file's text. */
  exported() {
    /** @type {RecordFile} */
    const file = { leitfaden: RECORD_VERSION, course: SETTINGS.course, events: this.events(), texts: Object.fromEntries(this.texts) };
    return JSON.stringify(file);
  }

  clear() {
    this.forget();
    try {
      storage().removeItem(this.key);
      if (this.trouble === "full" || this.trouble === "newer") this.trouble = "";
    } catch {
      this.trouble = "none";
    }
    this.changed();
  }

  readStored() {
    try {
      const text = storage().getItem(this.key);
      if (text && text !== this.stored) this.take(recordIn(text));
      this.stored = text;
    } catch (error) {
      if (error instanceof NewerRecord) this.trouble = "newer";
      else if (!(error instanceof BadRecord)) this.trouble = "none";
    }
  }

  store() {
    if (this.trouble === "newer") return;
    try {
      const text = this.exported();
      storage().setItem(this.key, text);
      this.stored = text;
      if (this.trouble === "full") this.trouble = "";
    } catch {
      this.trouble = this.trouble === "none" ? "none" : "full";
    }
  }

  changed() {
    this.index = undefined;
    this.dispatchEvent(new Event("change"));
  }
}

/** @param {Answered[]} events @returns {Map<string, Answered[]>} */
function grouped(events) {
  /** @type {Map<string, Answered[]>} */
  const groups = new Map();
  for (const event of events) {
    const group = groups.get(event.activity);
    if (group) group.push(event);
    else groups.set(event.activity, [event]);
  }
  return groups;
}

/** Whether a text is the learner's own, and no setting. @param {string} key */
function isOwn(key) {
  return key[0] !== ":";
}

/** @param {Answered} a @param {Answered} b */
function byTime(a, b) {
  return a.time < b.time ? -1 : a.time > b.time ? 1 : a.id < b.id ? -1 : 1;
}

class BadRecord extends Error {}
class NewerRecord extends Error {}

/**
 * A record file of this course, everything in it checked: a hostile file does no harm.
 * @param {string} text @returns {RecordFile} @throws {BadRecord | NewerRecord}
 */
function recordIn(text) {
  let file;
  try {
    file = JSON.parse(text);
  } catch {
    throw new BadRecord();
  }
  if (file?.course !== SETTINGS.course || !Number.isInteger(file.leitfaden) || file.leitfaden < 1) throw new BadRecord();
  if (file.leitfaden > RECORD_VERSION) throw new NewerRecord();
  const { events, texts = {} } = file;
  if (!Array.isArray(events) || !events.every(isAnswered) || !isMapping(texts) || !Object.values(texts).every(isOwnText)) throw new BadRecord();
  const own = Object.entries(/** @type {Record<string, OwnText>} */ (texts)).map(([key, { text: kept, time }]) => [key, { text: kept, time: new Date(time).toISOString() }]);
  return { ...file, events: events.map(onlyAnswered), texts: Object.fromEntries(own) };
}

/** @param {unknown} value @returns {value is string} */
function isShort(value) {
  return typeof value === "string" && value.length < 300;
}

/** @param {unknown} value @returns {value is string} */
function isTime(value) {
  return isShort(value) && !Number.isNaN(Date.parse(value));
}

/** @param {any} own @returns {boolean} */
function isOwnText(own) {
  return typeof own?.text === "string" && isTime(own.time);
}

/** @param {any} event @returns {boolean} */
function isAnswered(event) {
  const name = (/** @type {unknown} */ value) => isShort(value) && value.length > 0;
  const number = (/** @type {unknown} */ value) => Number.isFinite(value) && Number(value) >= 0;
  return (
    name(event?.id) && name(event.activity) && name(event.revision) && isTime(event.time) &&
    (event.score === null || (number(event.score) && event.score <= 1)) && Number.isInteger(event.try) && event.try > 0 &&
    number(event.duration) && number(event.hints) && (event.confidence === null || number(event.confidence)) &&
    isMapping(event.responses) && Object.values(event.responses).every(isAnswer)
  );
}

/** @param {unknown} answer */
function isAnswer(answer) {
  const list = (/** @type {unknown} */ value) => Array.isArray(value) && value.every(isShort);
  return answer === null || isShort(answer) || list(answer) || (isMapping(answer) && Object.values(answer).every(list));
}

/** @param {Answered} event @returns {Answered} */
function onlyAnswered({ id, activity, revision, responses, score: points, try: attempt, time, duration, confidence, hints }) {
  return { id, activity, revision, responses, score: points, try: attempt, time, duration, confidence, hints };
}

/** Where the record is kept: on the device, or where a script that ran before this one says, as in a learning platform. */
function storage() {
  return window.leitfadenStorage ?? localStorage;
}

/** Whether this browser gives every file a storage of its own (all but those built on Chromium do). */
function isolatesFiles() {
  return location.protocol === "file:" && !("chrome" in window) && !window.leitfadenStorage;
}

/** A random id of 16 bytes; `crypto.randomUUID` is missing where the page came by plain http. */
function randomId() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
