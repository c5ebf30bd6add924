// A learning platform by SCORM 1.2 (RTE 3.3, 3.4): it keeps the record, and is told status, score and every answer. Runs
// before the site's script, so that the record finds what the platform kept. Without a platform the page works as a site.

class LearningPlatform {
  /** @param {Scorm12Api} api which was started @param {LmsPackage} pack */
  constructor(api, pack) {
    this.api = api;
    this.pack = pack;
    this.began = Date.now();
    this.finished = false;
    /** What the platform refused of all that has to be kept, with the errors that it gave. @type {Map<string, string>} */
    this.refused = new Map();
    this.status = this.get("cmi.core.lesson_status");
    this.telling = this.get("cmi.core.lesson_mode") !== "review";
    this.takesInteractions = this.get("cmi.interactions._children") !== "";
    this.entries = Number(this.get("cmi.interactions._count")) || 0;
    this.suspended = "";
    /** @type {Suspended} */
    this.kept = { text: "", lost: [], whole: true };
    /** The record's parts as the site's script stores them. @type {Map<string, string>} */
    this.stored = new Map([[`leitfaden:${pack.course}`, this.resumed()]]);
  }

  /** Begins: what was failed begins anew, what was passed stays passed. */
  begin() {
    if (!["incomplete", "passed", "completed", "failed"].includes(this.status)) this.setStatus("incomplete");
    this.set("cmi.core.exit", "suspend"); // now, for a browser that ends without a word
    this.judge();
  }

  /** The record that the platform kept, as a file's text; of a failed run that ended, nothing. @returns {string} */
  resumed() {
    const anew = this.status === "failed" && this.get("cmi.core.entry") !== "resume";
    if (anew) this.status = "";
    const text = anew ? "" : this.get("cmi.suspend_data");
    this.suspended = text;
    return JSON.stringify({ leitfaden: 2, course: this.pack.course, ...resumedRecord(text, keptActivities(this.pack)) });
  }

  // The storage that the site's record is given

  get length() {
    return this.stored.size;
  }

  /** @param {number} at */
  key(at) {
    return [...this.stored.keys()][at] ?? null;
  }

  /** @param {string} key */
  getItem(key) {
    return this.stored.get(key) ?? null;
  }

  /** @param {string} key @param {string} text */
  setItem(key, text) {
    this.stored.set(key, text);
    this.keep();
  }

  /** @param {string} key */
  removeItem(key) {
    this.stored.delete(key);
    this.keep();
  }

  keep() {
    this.kept = suspendedRecord(this.file(), keptActivities(this.pack));
    if (this.telling && !this.finished && this.kept.text !== this.suspended && this.need("cmi.suspend_data", this.kept.text)) this.suspended = this.kept.text;
    showLmsNotices(this);
  }

  /** The whole record, whatever parts it is stored in. @returns {Pick<RecordFile, "answered" | "texts">} */
  file() {
    /** @type {Partial<RecordFile>[]} */
    const parts = [...this.stored.values()].map((text) => JSON.parse(text));
    const answered = new Map(parts.flatMap((part) => part.answered ?? []).map((event) => [event.id, event]));
    return { answered: [...answered.values()].sort((a, b) => (a.time < b.time || (a.time === b.time && a.id < b.id) ? -1 : 1)), texts: Object.assign({}, ...parts.map((part) => part.texts)) };
  }

  // What the platform is told

  /** @param {CustomEvent<Answered>} event */
  answered({ detail, target }) {
    const activity = this.pack.activities.find(({ id }) => id === detail.activity);
    if (activity && this.takesInteractions && this.telling) for (const entry of activity.entries) this.tellEntry(entry, detail, entry === activity.entries[0]);
    this.judge(/** @type {Element} */ (target));
    this.commit();
  }

  /** @param {LmsEntry} entry @param {Answered} event @param {boolean} first whether the time that it took is told with this entry */
  tellEntry(entry, event, first) {
    const answer = event.responses[entry.of] ?? null;
    const rules = rulesOfActivity(event.activity)[entry.of];
    for (const [at, text] of toldAnswers(entry, answer).entries()) {
      const element = `cmi.interactions.${this.entries}`;
      this.entries += 1;
      this.set(`${element}.id`, at ? `${entry.id}_${at + 1}` : entry.id);
      this.set(`${element}.type`, entry.type);
      this.set(`${element}.time`, timeOfDay(event.time));
      for (const [number, pattern] of (at ? [] : entry.patterns).entries()) this.set(`${element}.correct_responses.${number}.pattern`, pattern);
      this.set(`${element}.weighting`, String(at ? 0 : entry.weight));
      if (entry.said !== "nothing") this.set(`${element}.student_response`, text);
      this.set(`${element}.result`, toldResult(entryScore(entry, rules, answer)));
      if (first && !at) this.set(`${element}.latency`, timespan(event.duration));
    }
  }

  /**
   * Tells status and score, once every scored activity is answered and not before: a platform that compares the score with
   * the pass mark would fail whoever leaves early.
   * @param {Element} [last] the activity that was answered just now
   */
  judge(last) {
    const verdict = moduleVerdict(this.pack, this.file().answered);
    showLmsResult(this.pack, verdict, this.status === "incomplete" ? last : undefined);
    if (verdict.status === "incomplete" || this.status === "passed") return;
    this.setStatus(verdict.status);
    if (verdict.points !== null && this.telling) {
      this.set("cmi.core.score.min", "0");
      this.set("cmi.core.score.max", "100");
      this.need("cmi.core.score.raw", String(Math.round(verdict.points * 1e6) / 1e4));
    }
  }

  /** @param {string} status */
  setStatus(status) {
    this.status = status;
    if (this.telling) this.need("cmi.core.lesson_status", status);
  }

  /** @param {string} page */
  turnTo(page) {
    this.set("cmi.core.lesson_location", page.slice(0, CMI_LONGEST));
  }

  /** Has everything kept that was told. */
  commit() {
    this.set("cmi.core.session_time", timespan((Date.now() - this.began) / 1000));
    this.remember("LMSCommit", String(this.api.LMSCommit("")) === "true");
    showLmsNotices(this);
  }

  /** Ends the session. What was failed may be begun anew; everything else goes on where it stands. */
  finish() {
    if (this.finished) return;
    this.finished = true;
    this.set("cmi.core.session_time", timespan((Date.now() - this.began) / 1000));
    this.set("cmi.core.exit", this.status === "failed" ? "" : "suspend");
    this.api.LMSFinish("");
  }

  /** @param {string} element @returns {string} */
  get(element) {
    return String(this.api.LMSGetValue(element) ?? "");
  }

  /** @param {string} element @param {string} value @returns {boolean} whether it was taken */
  set(element, value) {
    return String(this.api.LMSSetValue(element, value)) === "true";
  }

  /** Sets what has to be kept; remembers a refusal, for the learner to know. @param {string} element @param {string} value */
  need(element, value) {
    const taken = this.set(element, value);
    this.remember(element, taken);
    return taken;
  }

  /** @param {string} what @param {boolean} taken */
  remember(what, taken) {
    if (taken) this.refused.delete(what);
    else this.refused.set(what, String(this.api.LMSGetLastError()));
  }
}

/**
 * Status and score of a module by the scoring contract: incomplete until every scored activity is answered, then the mean
 * of all first tries, weighted by points, decides. `points` is that mean, null before and where nothing is scored.
 * @param {LmsPackage} pack @param {Answered[]} events in order of time
 * @returns {{ status: "incomplete" | "completed" | "passed" | "failed", points: number | null }}
 */
function moduleVerdict(pack, events) {
  const scored = pack.activities.filter((activity) => activity.scored);
  const first = scored.map((activity) => events.find((event) => event.activity === activity.id && event.revision === activity.revision)?.score);
  if (first.some((points) => points === undefined)) return { status: "incomplete", points: null };
  if (!scored.length) return { status: "completed", points: null };
  const whole = scored.reduce((sum, activity) => sum + activity.points, 0);
  const reached = scored.reduce((sum, activity, at) => sum + activity.points * (first[at] ?? 0), 0);
  const points = Math.floor((reached / whole) * 1e6 + 0.5) / 1e6;
  return { status: points >= pack.pass_mark ? "passed" : "failed", points };
}

/** @param {LmsPackage} pack @returns {KeptActivity[]} */
function keptActivities(pack) {
  return pack.activities.map(({ id, revision, marks }) => ({ id, revision, marks, rules: rulesOfActivity(id) }));
}

/** @param {string} id @returns {Record<string, Rules>} */
function rulesOfActivity(id) {
  const element = document.querySelector(`leitfaden-activity[data-activity="${id}"]`);
  return JSON.parse(element?.getAttribute("data-rules") ?? "{}");
}

/** The API in this window, one that it stands in, or the one that opened it (RTE 3.3.6.1). @returns {Scorm12Api | null} */
function foundApi() {
  return apiAbove(window) ?? (window.opener ? apiAbove(window.opener) : null) ?? (window.top?.opener ? apiAbove(window.top.opener) : null);
}

/** @param {Window} from @returns {Scorm12Api | null} */
function apiAbove(from) {
  try {
    for (let level = 0, here = from; level < 500; level += 1, here = here.parent) {
      if (here.API) return here.API;
      if (here.parent === here) return null;
    }
  } catch {
    // a window of another site, into which nobody may look
  }
  return null;
}
