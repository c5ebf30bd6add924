// Pacing: how often something is done on each day, with what the other person sees of it. Numbers live in native inputs.

FORMS.pace = {
  start(part, _, activity) {
    part.addEventListener("keydown", (event) => moveByArrow(part, event));
    part.addEventListener("click", (event) => {
      const button = event.target instanceof Element ? event.target.closest("button") : null;
      const input = button?.parentElement?.querySelector("input");
      if (!button || !input) return;
      input.value = String(Math.min(9, Math.max(0, Number(input.value) + Number(button.dataset.move))));
      showDays(part);
      if (button.hidden) button.parentElement?.querySelector("button")?.focus();
      part.dispatchEvent(new Event("input", { bubbles: true }));
      const day = button.closest("fieldset");
      activity.say([day?.querySelector("legend"), day?.querySelector(".lf-seen")].map((one) => one?.textContent).join(": "));
    });
  },
  read: readPlaced(daysOf),
  missing: (part) => missingPlaced(part, "pace_missing", daysOf),
  write(part, answer) {
    for (const cell of part.querySelectorAll(":scope fieldset [data-act]")) {
      const day = listOf(own(Object(answer), cell.closest("fieldset")?.dataset.slot ?? "", null));
      /** @type {HTMLInputElement} */ (cell.querySelector("input")).value = String(day.filter((act) => act === /** @type {HTMLElement} */ (cell).dataset.act).length);
    }
    showDays(part);
  },
  show: showLimits,
  clear() {},
};

/** What is done on each day, in the order of the page. @param {HTMLElement} part @returns {Record<string, string[]>} */
function daysOf(part) {
  /** @type {Record<string, string[]>} */
  const days = {};
  for (const input of part.querySelectorAll("input")) {
    const day = input.closest("fieldset")?.dataset.slot ?? "";
    const act = /** @type {HTMLElement} */ (input.closest("[data-act]")).dataset.act ?? "";
    for (let left = Number(input.value); left > 0; left -= 1) (days[day] ??= []).push(act);
  }
  return days;
}

/** Shows the numbers, and what arrives on each day. @param {HTMLElement} part */
function showDays(part) {
  for (const day of part.querySelectorAll("fieldset")) {
    const acts = [...day.querySelectorAll("[data-act]")].map((cell) => {
      const count = Number(cell.querySelector("input")?.value);
      const [more, less] = cell.querySelectorAll("button");
      /** @type {Element} */ (more.lastElementChild).textContent = count ? NUMBER.format(count) : "";
      less.hidden = !count;
      return { count, text: say(`acted_${/** @type {HTMLElement} */ (cell).dataset.act}`, { count }) };
    }).filter((act) => act.count);
    const count = acts.reduce((sum, act) => sum + act.count, 0);
    const seen = /** @type {HTMLElement} */ (day.querySelector(".lf-seen"));
    seen.textContent = count ? `${say("pings", { count })}: ${acts.map((act) => act.text).join(", ")}` : say("seen_nothing");
    seen.dataset.pings = "●".repeat(count);
  }
}
