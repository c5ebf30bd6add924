// Matching: every item has a list to choose its slot from.

FORMS.match = {
  read(part) {
    /** @type {Record<string, string[]>} */
    const slots = {};
    for (const { name, value } of part.querySelectorAll("select")) (slots[value] ??= []).push(name);
    return "" in slots ? null : slots;
  },
  missing: (part) => say("incomplete", { count: part.querySelectorAll("select:invalid").length }),
  write(part, answer) {
    for (const select of part.querySelectorAll("select")) select.value = slotOf(answer, select.name);
  },
  show(part, rules, answer, solution) {
    for (const item of part.querySelectorAll("li")) {
      const id = item.dataset.id ?? "";
      const slot = rules.key[id];
      if (slotOf(answer, id) === slot) markAs(item, "right", say("right"));
      else markAs(item, "wrong", say("match_other", { slot: item.querySelector(`[value="${slot}"]`)?.textContent ?? "" }));
      solution.reasons(part, id, item);
    }
  },
  clear(part, rules) {
    for (const select of part.querySelectorAll("select")) if (select.value !== rules.key[select.name]) select.value = "";
  },
};

/** The slot where an answer puts an item; nothing where it puts it nowhere. @param {Answer} answer @param {string} id @returns {string} */
function slotOf(answer, id) {
  return Object.entries(answer ?? {}).find(([, items]) => listOf(items).includes(id))?.[0] ?? "";
}
