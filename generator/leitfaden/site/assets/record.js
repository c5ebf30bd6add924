// The learner's record: a set of immutable `answered` events on her device. Everything else is derived, merging is union.

const RECORD_VERSION = 1;

class LearnerRecord extends EventTarget {
  constructor() {
    super();
    this.key = `leitfaden:${SETTINGS.course}`;
    /** @type {Map<string, Answered>} */
    this.known = new Map();
    /** @type {"" | "none" | "full" | "page" | "newer"} */
    this.trouble = isolatesFiles() ? "page" : "";
    /** Events by activity, made when asked for. @type {Map<string, Answered[]> | undefined} */
    this.index = undefined;
    this.readStored();
    window.addEventListener("storage", (event) => {
      if (event.key !== this.key && event.key !== null) return;
      if (event.newValue === null) this.known.clear();
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

  /** Takes over the events of an exported file; returns how many were new. @param {string} text @returns {number} */
  merge(text) {
    const events = eventsIn(text);
    this.readStored();
    const before = this.known.size;
    for (const event of events) if (!this.known.has(event.id)) this.known.set(event.id, event);
    if (this.known.size > before) this.store();
    this.changed();
    return this.known.size - before;
  }

  /** The record as a file's text. */
  exported() {
    /** @type {RecordFile} */
    const file = { leitfaden: RECORD_VERSION, course: SETTINGS.course, events: this.events() };
    return JSON.stringify(file);
  }

  clear() {
    this.known.clear();
    try {
      localStorage.removeItem(this.key);
      if (this.trouble === "full" || this.trouble === "newer") this.trouble = "";
    } catch {
      this.trouble = "none";
    }
    this.changed();
  }

  readStored() {
    try {
      const text = localStorage.getItem(this.key);
      if (text) for (const event of eventsIn(text)) this.known.set(event.id, event);
    } catch (error) {
      if (error instanceof NewerRecord) this.trouble = "newer";
      else if (!(error instanceof BadRecord)) this.trouble = "none";
    }
  }

  store() {
    if (this.trouble === "newer") return;
    try {
      localStorage.setItem(this.key, this.exported());
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

/** @param {Answered} a @param {Answered} b */
function byTime(a, b) {
  return a.time < b.time ? -1 : a.time > b.time ? 1 : a.id < b.id ? -1 : 1;
}

class BadRecord extends Error {}
class NewerRecord extends Error {}

/**
 * The events in a record file of this course, every one checked: a hostile file does no harm.
 * @param {string} text @returns {Answered[]} @throws {BadRecord | NewerRecord}
 */
function eventsIn(text) {
  let file;
  try {
    file = JSON.parse(text);
  } catch {
    throw new BadRecord();
  }
  if (file?.course !== SETTINGS.course || !Number.isInteger(file.leitfaden) || file.leitfaden < 1) throw new BadRecord();
  if (file.leitfaden > RECORD_VERSION) throw new NewerRecord();
  if (!Array.isArray(file.events) || !file.events.every(isAnswered)) throw new BadRecord();
  return file.events.map(onlyAnswered);
}

/** @param {any} event @returns {boolean} */
function isAnswered(event) {
  const text = (/** @type {unknown} */ value) => typeof value === "string" && value.length > 0 && value.length < 300;
  const number = (/** @type {unknown} */ value) => Number.isFinite(value) && Number(value) >= 0;
  return (
    text(event?.id) && text(event.activity) && text(event.revision) &&
    text(event.time) && !Number.isNaN(Date.parse(event.time)) && number(event.score) && event.score <= 1 && Number.isInteger(event.try) && event.try > 0 &&
    number(event.duration) && number(event.hints) && (event.confidence === null || number(event.confidence)) &&
    event.responses?.constructor === Object &&
    Object.values(event.responses).every((answer) => answer === null || text(answer) || (Array.isArray(answer) && answer.every(text)))
  );
}

/** @param {Answered} event @returns {Answered} */
function onlyAnswered({ id, activity, revision, responses, score: points, try: attempt, time, duration, confidence, hints }) {
  return { id, activity, revision, responses, score: points, try: attempt, time, duration, confidence, hints };
}

/** Whether this browser gives every file a storage of its own (all but those built on Chromium do). */
function isolatesFiles() {
  return location.protocol === "file:" && !("chrome" in window);
}

/** A random id of 16 bytes; `crypto.randomUUID` is missing where the page came by plain http. */
function randomId() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
