// Pacing: how often something is done on each day, with what the other person sees of it. Numbers live in native inputs.

FORMS.pace = {
  ...PLAN,
  start(part, _, activity) {
    listenToPlan(part, activity, (button) => {
      const [more, input] = button.parentElement.querySelectorAll("button, input");
      const day = button.closest("fieldset");
      input.value = Math.min(9, Number(input.value) + Number(button.dataset.move));
      showDays(part);
      if (button.hidden) more.focus();
      return `${day.firstChild.textContent}: ${day.lastChild.textContent}`;
    });
  },
  write(part, answer, rules) {
    const all = (placed(rules, answer) ?? []).map(({ slot, item }) => `${rules.slots[slot]} ${item}`);
    for (const input of part.querySelectorAll("input")) input.value = String(all.filter((one) => one === input.name).length || "");
    showDays(part);
  },
  show: showLimits,
};

/** Shows the numbers, and what arrives on each day. @param {any} part */
function showDays(part) {
  for (const day of part.querySelectorAll("fieldset")) {
    let total = 0;
    const acts = [];
    for (const cell of day.querySelectorAll("[data-id]")) {
      const [more, input, less] = cell.querySelectorAll("button, input");
      const count = Number(input.value);
      more.lastChild.textContent = count || "";
      more.toggleAttribute("data-in", !!count);
      less.hidden = !count;
      total += count;
      if (count) acts.push(say(`acted_${cell.dataset.id}`, { count }));
    }
    const seen = day.lastChild;
    seen.textContent = total ? `${say("pings", { count: total })}: ${acts.join(", ")}` : say("seen_nothing");
    seen.dataset.pings = "●".repeat(total);
  }
}
