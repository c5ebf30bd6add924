// Picking options: one, or several.

FORMS.pick = {
  read(part) {
    const chosen = [...part.querySelectorAll("input:checked")].map((input) => /** @type {HTMLInputElement} */ (input).value);
    return chosen.length ? chosen : null;
  },
  write(part, answer) {
    for (const input of part.querySelectorAll("input")) input.checked = Array.isArray(answer) && answer.includes(input.value);
  },
  show(part, rules, answer, solution) {
    for (const option of part.querySelectorAll("li")) {
      const id = option.dataset.id ?? "";
      const chosen = Array.isArray(answer) && answer.includes(id);
      const missed = rules.form === "pick" && rules.several && !chosen;
      const mark = isRightOption(rules, id) ? (missed ? "missed" : "right") : chosen ? "wrong" : "";
      if (mark) markAs(option, mark, say(mark));
      solution.reasons(part, id, option);
    }
  },
  clear(part, rules) {
    for (const input of part.querySelectorAll("input")) input.checked = input.checked && isRightOption(rules, input.value);
  },
};

/** @param {Rules} rules @param {string} id */
function isRightOption(rules, id) {
  if (rules.form === "mark") return rules.weights[id] > 0;
  return rules.form === "pick" && (rules.several ? rules.weights[id] > 0 : rules.weights[id] === 1);
}
