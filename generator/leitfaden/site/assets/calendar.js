// The next review dates and the practice plan as files for the learner's own calendar (RFC 5545).

/** The last day that a calendar's four-digit years can tell. */
const LAST_DAY = Date.UTC(9999, 11, 30);

/**
 * The days with something to review and the claims that are due on each: what is due now today, everything else on the first day
 * of the learner's time zone that begins with it due, so that a reminder never comes too early.
 * @param {Map<string, ClaimCard>} all @param {number} now in milliseconds @returns {DueDay[]} in order
 */
function dueDays(all, now) {
  /** @type {Map<string, string[]>} */
  const days = new Map();
  const askable = [...all.values()].filter((card) => card.asks.length && card.due < LAST_DAY).sort((a, b) => a.due - b.due);
  for (const { due, claim } of askable) {
    const date = due <= now ? dateOf(now) : dateOf(due - 1, 1);
    days.set(date, [...(days.get(date) ?? []), claim]);
  }
  return [...days].map(([date, claims]) => ({ date, claims }));
}

/** Gives the learner a calendar file. @param {string} name of the file, without its ending @param {CalendarEvent[]} events */
function saveEvents(name, events) {
  const owner = `${SETTINGS.course}-${hashOf(record.seed()).toString(36)}`;
  saveFile(`${name}.ics`, "text/calendar", calendarFile(events, owner, Date.now()));
}

/**
 * A calendar file with events that last all day, take none of it and ring no bell. A later file has the same event for the same
 * key, so that reading it in changes that one and adds none.
 * @param {CalendarEvent[]} events one or more, no two with a key @param {string} owner whose dates they are: the same each time, and nobody else's
 * @param {number} now in milliseconds
 */
function calendarFile(events, owner, now) {
  const stamp = new Date(now).toISOString().replace(/\.\d+|[-:]/g, "");
  const lines = events.flatMap(({ date, title, text, key = date }) => [
    "BEGIN:VEVENT",
    `UID:${escapedText(`${key}-${owner}`)}`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${date.replaceAll("-", "")}`,
    `SUMMARY:${escapedText(title)}`,
    `DESCRIPTION:${escapedText(text)}`,
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
  ]);
  return ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Leitfaden//Calendar//EN", ...lines, "END:VCALENDAR", ""].map(foldedLine).join("\r\n");
}

/** The date where the learner is, as 2026-05-04. @param {number} time @param {number} [later] days to add */
function dateOf(time, later = 0) {
  const day = new Date(time);
  return new Date(Date.UTC(day.getFullYear(), day.getMonth(), day.getDate() + later)).toISOString().slice(0, 10);
}

/** The date so many days after another, both as 2026-05-04. @param {string} date @param {number} days */
function laterDate(date, days) {
  return new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);
}

/** RFC 5545 3.3.11; line ends of every kind are one, other control characters are none. @param {string} text */
function escapedText(text) {
  return text
    .replace(/[\\;,]/g, "\\$&")
    .replace(/\r\n|[\n\r\x85\u2028\u2029]/g, "\\n")
    .replace(/[\0-\x08\x0b-\x1f\x7f]/g, "");
}

/** RFC 5545 3.1: no line is longer than 75 octets, and no sign is cut in two. @param {string} line */
function foldedLine(line) {
  const encoder = new TextEncoder();
  let lines = "";
  let left = 75;
  for (const sign of line) {
    const size = encoder.encode(sign).length;
    if (size > left) {
      lines += "\r\n ";
      left = 74;
    }
    lines += sign;
    left -= size;
  }
  return lines;
}
