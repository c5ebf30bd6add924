// Rating a post or a statement on a scale.

FORMS.rate = {
  read(part) {
    const chosen = part.querySelector("input:checked");
    return chosen instanceof HTMLInputElement ? chosen.value : null;
  },
  write(part, answer) {
    for (const input of part.querySelectorAll("input")) input.checked = input.value === answer;
  },
  show(part, rules, answer, solution) {
    if (rules.form !== "rate") return;
    const points = score(rules, answer) ?? 0;
    const verdict = points === 1 ? "right" : points > 0 ? "nearly" : "wrong";
    for (const step of part.querySelectorAll("label")) {
      if (step.dataset.id === rules.key) step.dataset.mark = "right";
      else if (step.dataset.id === answer) step.dataset.mark = verdict;
    }
    markAs(part, verdict, say(verdict) + (points === 1 ? "" : ` · ${say("our_view")} ${part.querySelector(`[data-id="${rules.key}"]`)?.textContent}`));
    solution.reasons(part, "", part, typeof answer === "string" ? answer : "");
  },
  clear(part, rules) {
    for (const input of part.querySelectorAll("input")) input.checked = input.checked && rules.form === "rate" && input.value === rules.key;
  },
};
