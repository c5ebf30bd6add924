// What the learner reads of the learning platform: whether it is there, what it did not take, and how the module ended.

/** @param {string} word @param {Record<string, string>} [values] */
function sayLms(word, values = {}) {
  return word.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

/** Says something in the line above all pages; nothing where the text is empty. @param {string} text */
function showLmsNotice(text) {
  const line = /** @type {HTMLElement | null} */ (document.querySelector(".lf-host > .lf-lms"));
  if (!line || line.textContent === text) return;
  line.textContent = text;
  line.hidden = !text;
}

/** @param {LearningPlatform} platform */
function showLmsNotices({ refused, kept, pack: { words } }) {
  const [code] = refused.values();
  showLmsNotice(code ? sayLms(words.lms_refused, { code }) : kept.whole ? "" : words.lms_answers_lost);
  showLostTexts(kept.lost, words.lms_text_lost);
}

/** Says it beside each activity whose text finds no room. @param {string[]} keys `<scenario>/<activity>/…` @param {string} word */
function showLostTexts(keys, word) {
  const lost = new Set(keys.map((key) => key.split("/").slice(0, 2).join("/")));
  for (const activity of document.querySelectorAll("leitfaden-activity")) {
    const old = activity.querySelector(":scope > .lf-lms");
    const full = lost.has(activity.getAttribute("data-activity") ?? "");
    if (full && !old) activity.append(lmsNotice(word));
    else if (!full) old?.remove();
  }
}

/** @param {string} text */
function lmsNotice(text) {
  const notice = document.createElement("output");
  notice.className = "lf-lms";
  notice.dataset.state = "tried";
  notice.textContent = text;
  return notice;
}

/**
 * Says the result above all pages, and below the activity that decided it, where the eye is.
 * @param {LmsPackage} pack @param {{ status: string, points: number | null }} verdict @param {Element} [last]
 */
function showLmsResult({ words, pass_mark: mark }, { status, points }, last) {
  const line = /** @type {HTMLElement | null} */ (document.querySelector(".lf-host > .lf-result"));
  if (!line || points === null) return;
  const percent = new Intl.NumberFormat(document.documentElement.lang, { style: "percent", maximumFractionDigits: 1 });
  const down = (/** @type {number} */ share) => percent.format(Math.floor(share * 1000 + 1e-6) / 1000); // never up to the pass mark
  const text = sayLms(status === "passed" ? words.lms_passed : words.lms_failed, { percent: down(points), mark: percent.format(mark) });
  if (line.textContent === text) return;
  line.dataset.checked = status === "passed" ? "right" : "wrong";
  line.textContent = text;
  line.hidden = false;
  if (!last) return;
  const copy = document.createElement("p"); // said aloud once, by the line above
  copy.className = "lf-lms-result";
  copy.dataset.checked = line.dataset.checked;
  copy.textContent = line.textContent;
  last.append(copy);
}
