// What SCORM 1.2 is told of an answer, in the signs and lengths that it knows (RTE 3.4.4, `cmi.interactions`).

const CMI_LONGEST = 255;

/** What an entry says of an answer: one text, several where one is too short, or none. @param {LmsEntry} entry @param {Answer} answer @returns {string[]} */
function toldAnswers(entry, answer) {
  const given = entry.part ? lookUp(answer, entry.part) : answer;
  const list = typeof given === "string" ? [given] : Array.isArray(given) ? given : [];
  switch (entry.said) {
    case "signs": {
      const signs = list.map((id) => entry.signs[id]).filter(Boolean);
      return [(entry.type === "sequencing" ? signs : signs.sort()).join(",")];
    }
    case "pairs":
      return inChunks(placements(answer, entry, (item, slot) => `${entry.signs[item]}.${entry.slots[slot]}`).sort(), ",");
    case "placed":
      return inChunks(slotsWithItems(answer), ";");
    case "ids":
      return inChunks(list, ",");
    case "typed":
      return [shortened(list[1] ?? "")];
    case "nothing":
      return [""];
  }
}

/** @param {Answer} answer @param {string} part @returns {string[] | undefined} */
function lookUp(answer, part) {
  return typeof answer === "object" && answer !== null && !Array.isArray(answer) ? answer[part] : undefined;
}

/** @param {Answer} answer @param {LmsEntry} entry @param {(item: string, slot: string) => string} write @returns {string[]} */
function placements(answer, entry, write) {
  const known = Object.keys(entry.slots).map((slot) => ({ slot, items: lookUp(answer, slot) ?? [] }));
  return known.flatMap(({ slot, items }) => items.filter((item) => entry.signs[item]).map((item) => write(item, slot)));
}

/** @param {Answer} answer @returns {string[]} */
function slotsWithItems(answer) {
  const slots = typeof answer === "object" && answer !== null && !Array.isArray(answer) ? Object.entries(answer) : [];
  return slots.filter(([, items]) => items.length).map(([slot, items]) => `${slot}=${items.join("+")}`);
}

/** Joins parts to texts that are short enough. @param {string[]} parts @param {string} sign @returns {string[]} */
function inChunks(parts, sign) {
  const chunks = [""];
  for (const part of parts.map(shortened)) {
    const longer = chunks[chunks.length - 1] ? `${chunks[chunks.length - 1]}${sign}${part}` : part;
    if (longer.length <= CMI_LONGEST) chunks[chunks.length - 1] = longer;
    else chunks.push(part);
  }
  return chunks;
}

/** A text cut to what an element takes, and not through a sign of two units. @param {string} text */
function shortened(text) {
  return text.slice(0, CMI_LONGEST).replace(/[\ud800-\udbff]$/, "");
}

/** What an entry scores; null where nothing is scored. @param {LmsEntry} entry @param {Rules} rules @param {Answer} answer @returns {number | null} */
function entryScore(entry, rules, answer) {
  const own = rules.form === "gap" ? { ...rules, blanks: { [entry.part]: rules.blanks[entry.part] } } : rules;
  return window.leitfaden ? window.leitfaden.score(own, answer) : null;
}

/** A score as `result`: right, wrong, a number between, or neutral where nothing is scored. @param {number | null} points */
function toldResult(points) {
  if (points === null) return "neutral";
  return points === 1 ? "correct" : points === 0 ? "wrong" : String(points);
}

/** Seconds as a CMITimespan: `0001:02:03`. @param {number} seconds */
function timespan(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return [String(Math.min(hours, 9999)).padStart(4, "0"), twoDigits(minutes), twoDigits(whole % 60)].join(":");
}

/** The time of day of a moment as a CMITime: `17:05:09`. @param {string} time */
function timeOfDay(time) {
  const moment = new Date(time);
  return [moment.getHours(), moment.getMinutes(), moment.getSeconds()].map(twoDigits).join(":");
}

/** @param {number} value */
function twoDigits(value) {
  return String(value).padStart(2, "0");
}
