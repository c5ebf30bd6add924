// The learner's record as the text that a learning platform keeps for the next visit. SCORM 1.2 gives it 4,096 characters
// of ASCII (RTE 3.4.4, `cmi.suspend_data`), so ids become their place among the activity's ids, and numbers have base 36:
//
//   1|<begin>|<texts>|<activity>|<activity>…
//   texts     <key>;<seconds since begin>;<text>*…
//   activity  <mark>;<event>*<event>…;<first answer>;<last answer>
//   event     <what is missing in millionths, or - where nothing is scored>,<seconds since the one before>,<duration>,<hints>,<confidence>
//   answer    what was answered to each interaction, by their ids, parted by ^
//
// Every event is kept with its score; what was answered is kept of the first and of the last. Where that is too much, own
// texts go first, then first answers, then last ones, then the events between, then whole activities from the end.

const SUSPENDED_ROOM = 4096;
const SUSPENDED_VERSION = "1";

/** @param {Pick<RecordFile, "answered" | "texts">} file @param {KeptActivity[]} activities @param {number} [room] @returns {Suspended} */
function suspendedRecord(file, activities, room = SUSPENDED_ROOM) {
  const times = [...file.answered, ...Object.values(file.texts)].map((one) => secondsOf(one.time));
  const begin = times.length ? Math.min(...times) : 0;
  const head = `${SUSPENDED_VERSION}|${begin.toString(36)}|`;
  const written = Object.entries(file.texts).filter(([, own]) => own.text);
  const texts = written.map(([key, own]) => ({ key, text: [plainAscii(key), (secondsOf(own.time) - begin).toString(36), plainAscii(own.text)].join(";") }));
  const needed = texts.filter(({ key }) => key.startsWith(":"));
  const free = texts.filter(({ key }) => !key.startsWith(":")).sort((a, b) => a.text.length - b.text.length);
  const { answers, whole } = fittingAnswers(file.answered, activities, begin, room - head.length - lengthOf(needed));
  let left = room - head.length - lengthOf(needed) - answers.length;
  const kept = free.filter(({ text }) => (left -= text.length + 1) >= 0);
  const lost = free.filter((one) => !kept.includes(one)).map(({ key }) => key);
  return { text: head + [...needed, ...kept].map(({ text }) => text).join("*") + answers, lost, whole };
}

/** @param {{ text: string }[]} texts */
function lengthOf(texts) {
  return texts.reduce((sum, { text }) => sum + text.length + 1, 0);
}

/** The activities with as much of their events as fits. @param {Answered[]} events @param {KeptActivity[]} activities @param {number} begin @param {number} room */
function fittingAnswers(events, activities, begin, room) {
  const answered = activities.map((activity) => ({ activity, events: eventsOf(activity, events) })).filter((one) => one.events.length);
  for (const detail of [3, 2, 1, 0]) {
    const parts = answered.map((one) => `|${shortActivity(one.activity, one.events, begin, detail)}`);
    const answers = parts.join("");
    if (answers.length <= room) return { answers, whole: detail >= 2 };
    while (!detail && parts.join("").length > room) parts.pop();
    if (!detail) return { answers: parts.join(""), whole: false };
  }
  return { answers: "", whole: false };
}

/** @param {KeptActivity} activity @param {Answered[]} events in order of time */
function eventsOf(activity, events) {
  return events.filter((event) => event.activity === activity.id && event.revision === activity.revision);
}

/** @param {KeptActivity} activity @param {Answered[]} events @param {number} begin @param {number} detail */
function shortActivity(activity, events, begin, detail) {
  const [first, last] = [events[0], events[events.length - 1]];
  const kept = detail ? events : [...new Set([first, last])];
  let before = begin;
  const numbers = kept.map((event) => {
    const time = secondsOf(event.time);
    const fields = [event.score === null ? "-" : base36(1e6 * (1 - event.score)), base36(time - before), base36(event.duration), base36(event.hints), event.confidence ?? ""];
    before = time;
    while (fields.length && (fields[fields.length - 1] || "0") === "0") fields.pop();
    return fields.join(",");
  });
  const answers = [detail > 2 && last !== first ? first : null, detail > 1 ? last : null].map((event) => (event ? shortAnswers(activity.rules, event.responses) : ""));
  return [activity.marks[0], numbers.join("*"), ...answers].join(";");
}

/** @param {number} value */
function base36(value) {
  return Math.max(0, Math.round(value)).toString(36);
}

/** @param {string} time */
function secondsOf(time) {
  return Math.floor(Date.parse(time) / 1000);
}

/** Nothing where no answers are known; `=` where an answer is nothing. @param {Record<string, Rules>} rules @param {Record<string, Answer>} answers */
function shortAnswers(rules, answers) {
  if (!Object.keys(answers).length) return "";
  return Object.keys(rules).sort().map((id) => shortAnswer(rules[id], answers[id] ?? null)).join("^") || "=";
}

/** An answer as places among ids; `-` where there is none. @param {Rules} rules @param {Answer} answer @returns {string} */
function shortAnswer(rules, answer) {
  if (answer === null) return "-";
  const places = placesOf(alphabetOf(rules));
  if (typeof answer === "string") return places.write([answer]);
  if (Array.isArray(answer)) return places.write(answer);
  if (rules.form === "place") return [...rules.slots].sort().map((slot) => places.write(answer[slot] ?? [])).join("!");
  if (rules.form === "gap") return Object.keys(rules.blanks).sort().map((id) => shortBlank(rules.blanks[id], answer[id] ?? [])).join("!");
  return Object.entries(answer).map(([id, steps]) => [id, ...steps].map(plainAscii).join(":")).join("!");
}

/** @param {BlankRules} rules @param {string[]} answer */
function shortBlank(rules, answer) {
  const place = placesOf(Object.keys(rules.weights)).write(answer.slice(0, 1).filter(Boolean));
  return rules.accept ? [place, ...answer.slice(1).map(plainAscii)].join(":") : place;
}

/** The ids that an answer may hold. @param {Rules} rules @returns {string[]} */
function alphabetOf(rules) {
  switch (rules.form) {
    case "pick":
    case "mark":
      return Object.keys(rules.weights);
    case "rate":
      return Object.keys(rules.credit);
    case "order":
      return rules.key;
    case "place":
      return Object.keys(rules.key ?? rules.sorts ?? {});
    case "path":
      return [...new Set(Object.values(rules.scenes).flatMap((scene) => Object.keys(scene.turns ?? {})))];
    case "gap":
    case "write":
      return [];
  }
}

/** Writes ids as their places in alphabetical order, which neither texts nor their sequence change. @param {string[]} ids */
function placesOf(ids) {
  const known = [...ids].sort();
  const width = known.length > 36 ? 2 : 1;
  return {
    write: (/** @type {string[]} */ list) => list.map((id) => known.indexOf(id)).filter((at) => at >= 0).map((at) => at.toString(36).padStart(width, "0")).join(""),
    read: (/** @type {string} */ text) => (text.match(new RegExp(`.{${width}}`, "g")) ?? []).map((place) => known[parseInt(place, 36)]).filter((id) => id !== undefined),
  };
}

/** Text in ASCII without the signs that part fields, and without those that forms and logs might change. @param {string} text */
function plainAscii(text) {
  return text.replace(/[^A-Za-z0-9 .,?()=@#/_-]/g, (sign) => `~${sign.charCodeAt(0).toString(36)}.`);
}

/** @param {string} text */
function fromAscii(text) {
  return text.replace(/~([0-9a-z]+)\./g, (_, code) => String.fromCharCode(parseInt(code, 36)));
}

/**
 * The record that a text keeps, of the activities that still are as they were; an empty one where the text is none of ours.
 * @param {string} text @param {KeptActivity[]} activities @returns {Pick<RecordFile, "answered" | "texts">}
 */
function resumedRecord(text, activities) {
  const [version, begin, texts, ...parts] = text.split("|");
  if (version !== SUSPENDED_VERSION || parts.some((part) => part.split(";").length !== 4)) return { answered: [], texts: {} };
  const since = parseInt(begin, 36);
  const own = (texts ? texts.split("*") : []).map((one) => one.split(";"));
  return {
    answered: parts.flatMap((part) => resumedEvents(part.split(";"), activities, since)),
    texts: Object.fromEntries(own.map(([key, time, words]) => [fromAscii(key), { text: fromAscii(words ?? ""), time: isoTime(since + parseInt(time, 36)) }])),
  };
}

/** @param {string[]} fields @param {KeptActivity[]} activities @param {number} begin @returns {Answered[]} */
function resumedEvents([mark, numbers, first, last], activities, begin) {
  const activity = activities.find(({ marks }) => marks.includes(mark));
  if (!activity) return [];
  const events = numbers.split("*");
  let time = begin;
  return events.map((event, at) => {
    const [missing, seconds, duration, hints, confidence] = event.split(",");
    time += parseInt(seconds || "0", 36);
    const answers = at === events.length - 1 ? last : at === 0 ? first : "";
    return {
      id: `${mark}-${String(at + 1).padStart(5, "0")}`, // in order within a second too
      activity: activity.id,
      revision: activity.revision,
      responses: resumedAnswers(activity.rules, answers),
      score: missing === "-" ? null : (1e6 - parseInt(missing || "0", 36)) / 1e6,
      try: at + 1,
      time: isoTime(time),
      duration: parseInt(duration || "0", 36),
      confidence: confidence ? Number(confidence) : null,
      hints: parseInt(hints || "0", 36),
      sitting: "",
    };
  });
}

/** @param {number} seconds */
function isoTime(seconds) {
  return new Date(seconds * 1000).toISOString();
}

/** @param {Record<string, Rules>} rules @param {string} text @returns {Record<string, Answer>} */
function resumedAnswers(rules, text) {
  if (!text) return {};
  const answers = text.replace(/^=$/, "").split("^");
  return Object.fromEntries(Object.keys(rules).sort().map((id, at) => [id, resumedAnswer(rules[id], answers[at] ?? "-")]));
}

/** @param {Rules} rules @param {string} text @returns {Answer} */
function resumedAnswer(rules, text) {
  if (text === "-") return null;
  const places = placesOf(alphabetOf(rules));
  const parts = text.split("!");
  switch (rules.form) {
    case "rate":
      return places.read(text)[0] ?? null;
    case "place":
      return Object.fromEntries([...rules.slots].sort().map((slot, at) => [slot, places.read(parts[at] ?? "")]));
    case "gap":
      return Object.fromEntries(Object.keys(rules.blanks).sort().map((id, at) => [id, resumedBlank(rules.blanks[id], parts[at] ?? "")]));
    case "write":
      return Object.fromEntries((text ? parts : []).map((part) => part.split(":").map(fromAscii)).map(([id, ...steps]) => [id, steps]));
    default:
      return places.read(text);
  }
}

/** @param {BlankRules} rules @param {string} text @returns {string[]} */
function resumedBlank(rules, text) {
  const [place, ...typed] = text.split(":");
  const answer = placesOf(Object.keys(rules.weights)).read(place);
  return rules.accept ? [answer[0] ?? "", ...typed.map(fromAscii)] : answer;
}
