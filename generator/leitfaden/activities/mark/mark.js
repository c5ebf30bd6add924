// Marking places in the thread: checkboxes, as in a pick of several, with the reasons below the post concerned.

FORMS.mark = {
  ...FORMS.pick,
  missing: () => say("mark_none"),
  show(part, rules, answer, solution) {
    for (const place of part.querySelectorAll("label")) {
      const id = place.dataset.id ?? "";
      const chosen = listOf(answer).includes(id);
      const mark = isRightOption(rules, id) ? (chosen ? "right" : "missed") : chosen ? "wrong" : "left";
      const reason = make("div", "lf-feedback");
      if (mark !== "left") place.dataset.mark = mark;
      markAs(reason, mark, `${say(`mark_${mark}`)} · ${place.dataset.place}`);
      solution.reasons(part, id, reason);
      place.closest("article")?.append(reason);
    }
  },
};
