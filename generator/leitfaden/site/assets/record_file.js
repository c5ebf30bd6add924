// The record as a file: what is exported and imported, and what each stored part holds. Nothing in a file is believed.

const RECORD_VERSION = 2;

/** The lists of events. @type {("answered" | "begun" | "finished")[]} */
const LISTS = ["answered", "begun", "finished"];

class BadRecord extends Error {}
class NewerRecord extends Error {}

/** From each version to the next one. @type {Record<number, (file: any) => any>} */
const MIGRATIONS = {
  1: ({ events, ...file }) => ({ ...file, leitfaden: 2, answered: events ?? null }),
};

/**
 * A record file of this course, everything in it checked: a hostile file does no harm.
 * @param {string} text @returns {RecordFile} @throws {BadRecord | NewerRecord}
 */
function recordIn(text) {
  const file = migrated(text);
  const lists = LISTS.map((list) => file[list] ?? []);
  const { texts = {} } = file;
  if (file.answered === null || !lists.every((list, at) => Array.isArray(list) && list.every(IS_KEPT[LISTS[at]]))) throw new BadRecord();
  if (!isMapping(texts) || !Object.values(texts).every(isOwnText)) throw new BadRecord();
  return fileOf(lists, texts);
}

/** A file's value in the present version. @param {string} text */
function migrated(text) {
  let file;
  try {
    file = JSON.parse(text);
  } catch {
    throw new BadRecord();
  }
  if (file?.course !== SETTINGS.course || !Number.isInteger(file.leitfaden) || file.leitfaden < 1) throw new BadRecord();
  if (file.leitfaden > RECORD_VERSION) throw new NewerRecord();
  while (file.leitfaden < RECORD_VERSION) file = MIGRATIONS[file.leitfaden](file);
  return file;
}

/** The sound entries of a file that is not sound as a whole. @param {string} text @returns {RecordFile} */
function whatCanBeRead(text) {
  let file;
  try {
    file = migrated(text);
  } catch {
    return fileOf([[], [], []], {});
  }
  const texts = Object.entries(isMapping(file.texts) ? file.texts : {}).filter(([, own]) => isOwnText(own));
  return fileOf(LISTS.map((list) => (Array.isArray(file[list]) ? file[list].filter(IS_KEPT[list]) : [])), Object.fromEntries(texts));
}

/** Sound values without what nobody knows, their times in one form. @param {any[][]} lists @param {any} texts @returns {RecordFile} */
function fileOf([answered, begun, finished], texts) {
  return {
    leitfaden: RECORD_VERSION,
    course: SETTINGS.course,
    answered: answered.map(({ id, activity, revision, responses, score: points, try: attempt, time, duration, confidence, hints, sitting = "" }) => ({
      id, activity, revision, responses, score: points, try: attempt, time: inUtc(time), duration, confidence, hints, sitting,
    })),
    begun: begun.map(({ id, time, assessment, form, seed, questions, retake }) => ({ id, time: inUtc(time), assessment, form, seed, questions, retake })),
    finished: finished.map(({ id, time, sitting }) => ({ id, time: inUtc(time), sitting })),
    texts: Object.fromEntries(Object.entries(texts).map(([key, { text, time }]) => [key, { text, time: inUtc(time) }])),
  };
}

/** @param {string} time */
function inUtc(time) {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(time) ? time : new Date(time).toISOString();
}

/** @param {unknown} value @returns {value is string} */
function isShort(value) {
  return typeof value === "string" && value.length < 300;
}

/** @param {unknown} value */
function isName(value) {
  return isShort(value) && value.length > 0;
}

/** @param {unknown} value @returns {value is string} */
function isTime(value) {
  return isShort(value) && !Number.isNaN(Date.parse(value));
}

/** @param {any} own @returns {boolean} */
function isOwnText(own) {
  return typeof own?.text === "string" && isTime(own.time);
}

/** Whether a value is an event of a list. @type {Record<"answered" | "begun" | "finished", (event: any) => boolean>} */
const IS_KEPT = {
  answered: isAnswered,
  begun: (event) =>
    isName(event?.id) && isTime(event.time) && isName(event.assessment) && isName(event.form) && isName(event.seed) && isShort(event.retake) &&
    Array.isArray(event.questions) && event.questions.every(isName),
  finished: (event) => isName(event?.id) && isTime(event.time) && isName(event.sitting),
};

/** @param {any} event @returns {boolean} */
function isAnswered(event) {
  const number = (/** @type {unknown} */ value) => Number.isFinite(value) && Number(value) >= 0;
  return (
    isName(event?.id) && isName(event.activity) && isName(event.revision) && isTime(event.time) && isShort(event.sitting ?? "") &&
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
