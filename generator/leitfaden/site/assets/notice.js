// Words of the interface, and the line that says when answers can't be kept.

const WORDS = SETTINGS.words;
const PLURAL = new Intl.PluralRules(SETTINGS.locale);

/** Numbers as the language writes them. A browser takes longer to learn that than all the rest of a start, so it is asked for large ones alone. */
const NUMBER = {
  /** @type {Intl.NumberFormat | undefined} */ large: undefined,
  format(/** @type {number} */ number) {
    if (Number.isInteger(number) && number >= 0 && number < 1000) return String(number);
    return (this.large ??= new Intl.NumberFormat(SETTINGS.locale)).format(number);
  },
};
/** Shares as whole per cent; a half is rounded up, as it was written and not as it is stored. */
const PERCENT = { format: (/** @type {number} */ share) => SETTINGS.percent.replace("0", String(Math.round(Number((share * 100).toPrecision(12))))) };

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
  if (!old) document.querySelector("leitfaden-activity, leitfaden-progress, [data-notice]")?.before(notice);
}
