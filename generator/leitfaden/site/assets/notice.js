// Words of the interface, and the line that says when answers can't be kept.

const WORDS = SETTINGS.words;
const PLURAL = new Intl.PluralRules(SETTINGS.locale);
const NUMBER = new Intl.NumberFormat(SETTINGS.locale);
const PERCENT = new Intl.NumberFormat(SETTINGS.locale, { style: "percent", maximumFractionDigits: 0 });

/** @param {string} key @param {Record<string, string | number>} [values] @returns {string} */
function say(key, values = {}) {
  const word = WORDS[key];
  const count = values.count;
  const form = typeof word === "string" ? word : (word[PLURAL.select(Number(count))] ?? word.other);
  return form.replace(/\{(\w+)\}/g, (/** @type {string} */ _, /** @type {string} */ name) =>
    typeof values[name] === "number" ? NUMBER.format(Number(values[name])) : String(values[name]),
  );
}

/** @param {string} name @param {string} className @param {string} [text] @returns {HTMLElement} */
function make(name, className, text = "") {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = text;
  return element;
}

/** Says once, before the first thing that needs a record, what keeps it from lasting. @param {LearnerRecord} record */
function showTrouble(record) {
  const old = document.querySelector(".lf-notice");
  if (!record.trouble) {
    old?.remove();
    return;
  }
  const notice = old ?? make("output", "lf-notice");
  notice.textContent = say(`storage_${record.trouble}`);
  if (!old) document.querySelector("leitfaden-activity, leitfaden-progress, leitfaden-record")?.before(notice);
}
