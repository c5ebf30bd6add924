// Filling blanks: by choosing, or by typing. What was typed keeps its language, and what it was recognised as there.

FORMS.gap = {
  start(part) {
    part.addEventListener("input", (event) => {
      /** @type {HTMLElement} */ (event.target).lang = SETTINGS.language;
    });
  },
  read(part, rules) {
    return countOpen(part) ? null : fillings(part, rules);
  },
  missing(part) {
    return say("incomplete", { count: countOpen(part) });
  },
  write(part, answer) {
    for (const [id, field] of gapsIn(part)) {
      const [as = "", text = as, language = SETTINGS.language] = fillingIn(answer, id);
      field.value = text;
      field.lang = language;
      field.dataset.as = as;
    }
  },
  show(part, rules, answer, activity) {
    const notes = /** @type {NodeListOf<HTMLElement>} */ (part.querySelectorAll(".lf-notes li"));
    gapsIn(part).forEach(([id, field], place) => {
      const [as = ""] = fillingIn(answer, id);
      const points = scoreBlank({ weights: rules.blanks[id].weights }, [as]);
      const mark = points === 1 ? "right" : points > 0 ? "nearly" : "wrong";
      /** @type {HTMLElement} */ (field.parentElement).dataset.mark = mark;
      markAs(notes[place], mark, say(mark) + (points === 1 ? "" : ` · ${say("right_answer")} ${notes[place].dataset.right}`));
      activity.reasons(part, `${id}/${as}`, notes[place]);
    });
  },
  clear(part, rules) {
    const filled = fillings(part, rules);
    for (const [id, field] of gapsIn(part)) if (rules.blanks[id].weights[filled[id][0]] !== 1) field.value = "";
  },
};

/** Each blank's id and its control, in the order of the text. @param {Element} part @returns {[string, HTMLInputElement][]} */
function gapsIn(part) {
  return [...part.querySelectorAll(".lf-gap")].map((gap) => [gap.getAttribute("data-id") ?? "", /** @type {HTMLInputElement} */ (gap.firstChild)]);
}

/** What an answer holds for a blank. @param {Answer} answer @param {string} id */
function fillingIn(answer, id) {
  return isMapping(answer) ? listOf(answer[id]) : [];
}

/** What each blank holds. @param {Element} part @param {{ blanks: Record<string, BlankRules> }} rules @returns {Record<string, string[]>} */
function fillings(part, { blanks }) {
  return Object.fromEntries(gapsIn(part).map(([id, field]) => [id, filling(field, blanks[id])]));
}

/** @param {HTMLInputElement} field @param {BlankRules} rules */
function filling({ value, lang, dataset }, rules) {
  return rules.accept ? [lang === SETTINGS.language ? recognised(rules, value) : (dataset.as ?? ""), value, lang] : [value];
}

/** @param {Element} part */
function countOpen(part) {
  return gapsIn(part).filter(([, field]) => !field.value.trim()).length;
}
