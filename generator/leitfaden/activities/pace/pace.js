// Pacing: how often something is done on each day, with what the other person sees of it. Numbers live in native inputs.

FORMS.pace = {
  ...PLAN,
  start(part, _, activity) {
    listenToPlan(part, activity, (button) => {
      const input = /** @type {HTMLInputElement} */ (button.parentElement?.querySelector("input"));
      const day = button.closest("fieldset");
      input.value = String(Math.min(9, Number(input.value) + Number(button.dataset.move)));
      showDays(part);
      if (button.hidden) button.parentElement?.querySelector("button")?.focus();
      return `${day?.querySelector("legend")?.textContent}: ${day?.lastElementChild?.textContent}`;
    });
  },
  write(part, answer) {
    for (const input of part.querySelectorAll("input")) {
      const [slot, act] = input.name.split(" ");
      const day = listOf(own(Object(answer), slot, null));
      input.value = String(day.filter((one) => one === act).length || "");
    }
    showDays(part);
  },
  show: showLimits,
};

/** Shows the numbers, and what arrives on each day. @param {HTMLElement} part */
function showDays(part) {
  for (const day of part.querySelectorAll("fieldset")) {
    const seen = /** @type {HTMLElement} */ (day.lastElementChild);
    let total = 0;
    const acts = [];
    for (const input of day.querySelectorAll("input")) {
      const count = Number(input.value);
      const [more, less] = input.closest("span")?.querySelectorAll("button") ?? [];
      /** @type {Element} */ (more.lastElementChild).textContent = count ? NUMBER.format(count) : "";
      less.hidden = !count;
      more.toggleAttribute("data-in", !!count);
      total += count;
      if (count) acts.push(say(`acted_${input.name.split(" ")[1]}`, { count }));
    }
    seen.textContent = total ? `${say("pings", { count: total })}: ${acts.join(", ")}` : say("seen_nothing");
    seen.dataset.pings = "●".repeat(total);
  }
}
