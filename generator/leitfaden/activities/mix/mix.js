// Composing: posts of a tray, placed on days with buttons; rules judge the whole.

FORMS.mix = {
  start(part, rules, activity) {
    part.addEventListener("keydown", (event) => moveByArrow(part, event));
    part.addEventListener("click", (event) => {
      const button = event.target instanceof Element ? event.target.closest("button") : null;
      const item = button?.closest("li");
      if (!button || !item) return;
      const said = button.value ? placePost(part, item, button.value) : button.dataset.move === "0" ? removePost(part, item) : movePost(part, item, button);
      showShares(part, rules);
      part.dispatchEvent(new Event("input", { bubbles: true }));
      const share = part.querySelector(`.lf-shares [data-id="${rules.sorts[item.dataset.id ?? ""]}"]`);
      activity.say(`${said} · ${share?.textContent}`);
    });
  },
  read: readPlaced(weekOf),
  missing: (part) => missingPlaced(part, "mix_missing", weekOf),
  write(part, answer, rules) {
    for (const one of placed(rules, answer) ?? []) {
      const item = part.querySelector(`.lf-tray [data-id="${one.item}"]`);
      if (item) placePost(part, item, rules.slots[one.slot]);
    }
    showShares(part, rules);
  },
  show(part, rules, answer, activity) {
    for (const id of Object.keys(rules.sorts)) {
      const item = part.querySelector(`.lf-week [data-id="${id}"]`);
      if (item) activity.reasons(part, id, item);
    }
    showLimits(part, rules, answer, activity);
  },
  clear() {},
};

/** What stands on each day. @param {HTMLElement} part @returns {Record<string, string[]>} */
function weekOf(part) {
  /** @type {Record<string, string[]>} */
  const week = {};
  for (const item of part.querySelectorAll(".lf-week ol > li")) {
    const day = item.parentElement?.parentElement?.dataset.slot ?? "";
    (week[day] ??= []).push(/** @type {HTMLElement} */ (item).dataset.id ?? "");
  }
  return week;
}

/** Puts a post of the tray at the end of a day. @param {HTMLElement} part @param {Element} post @param {string} slot @returns {string} */
function placePost(part, post, slot) {
  const copy = /** @type {HTMLTemplateElement} */ (part.querySelector("template")).content.cloneNode(true);
  const item = /** @type {HTMLElement} */ (copy.firstChild);
  const text = /** @type {Element} */ (post.querySelector("legend"));
  item.dataset.id = /** @type {HTMLElement} */ (post).dataset.id;
  item.firstElementChild?.append(...text.cloneNode(true).childNodes);
  for (const button of item.querySelectorAll("button")) button.ariaLabel += `: ${text.lastElementChild?.textContent}`;
  part.querySelector(`[data-slot="${slot}"] ol`)?.append(item);
  return placeOf(item);
}

/** Takes a post out of the week; the focus goes on to the next one. @param {HTMLElement} part @param {Element} item @returns {string} */
function removePost(part, item) {
  const all = [...part.querySelectorAll(".lf-week ol > li")];
  const at = all.indexOf(item);
  const slot = dayOf(item);
  item.remove();
  /** @type {HTMLElement | null} */ ((all[at + 1] ?? all[at - 1] ?? part).querySelector("button:last-child"))?.focus();
  return say("placed_removed", { slot });
}

/** Moves a post of the week, on to the neighbouring day where its own ends; the focus stays. @param {HTMLElement} part @param {Element} item @param {HTMLElement} button @returns {string} */
function movePost(part, item, button) {
  const back = button.dataset.move === "-1";
  const days = [...part.querySelectorAll(".lf-week ol")];
  const day = days[days.indexOf(/** @type {Element} */ (item.parentElement)) + (back ? -1 : 1)];
  const other = back ? item.previousElementSibling : item.nextElementSibling;
  if (other) other[back ? "before" : "after"](item);
  else day?.[back ? "append" : "prepend"](item);
  button.focus();
  return placeOf(item);
}

/** @param {Element} item @returns {string} */
function dayOf(item) {
  return item.parentElement?.parentElement?.querySelector("b")?.textContent ?? "";
}

/** @param {Element} item @returns {string} */
function placeOf(item) {
  const all = [...(item.parentElement?.children ?? [])];
  return say("moved", { step: dayOf(item), place: all.indexOf(item) + 1, total: all.length });
}

/** Shows the share of each sort, and on which days each post stands. @param {HTMLElement} part @param {PlaceRules} rules */
function showShares(part, rules) {
  const week = weekOf(part);
  const all = Object.values(week).flat();
  const bars = part.querySelectorAll(".lf-blend i");
  part.querySelectorAll(".lf-shares li").forEach((share, at) => {
    const count = all.filter((id) => rules.sorts?.[id] === /** @type {HTMLElement} */ (share).dataset.id).length;
    /** @type {HTMLElement} */ (bars[at]).style.flexGrow = String(count);
    /** @type {Element} */ (share.lastElementChild).textContent = PERCENT.format(count / (all.length || 1));
  });
  for (const button of part.querySelectorAll(":scope fieldset button")) {
    const id = button.closest("li")?.dataset.id ?? "";
    button.toggleAttribute("data-in", !!week[/** @type {HTMLButtonElement} */ (button).value]?.includes(id));
  }
}

// What mix and pace share

/** Moves the focus among the buttons of a tray or a calendar, whose rows are alike. @param {HTMLElement} part @param {KeyboardEvent} event */
function moveByArrow(part, event) {
  const all = [...part.querySelectorAll(":scope fieldset button")];
  const row = all.length / part.querySelectorAll("fieldset").length;
  const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -row, ArrowDown: row }[event.key];
  let at = all.indexOf(/** @type {Element} */ (event.target));
  if (at < 0 || !by) return;
  event.preventDefault();
  do at += by;
  while (/** @type {HTMLElement | undefined} */ (all[at])?.hidden);
  /** @type {HTMLElement | undefined} */ (all[at])?.focus();
}

/** Reads what is placed, or nothing while it is too little. @param {(part: HTMLElement) => Record<string, string[]>} what @returns {Form["read"]} */
function readPlaced(what) {
  return (part) => (leftToPlace(part, what) > 0 ? null : what(part));
}

/** @param {HTMLElement} part @param {string} word @param {(part: HTMLElement) => Record<string, string[]>} what @returns {string} */
function missingPlaced(part, word, what) {
  return say(word, { count: leftToPlace(part, what) });
}

/** @param {HTMLElement} part @param {(part: HTMLElement) => Record<string, string[]>} what @returns {number} */
function leftToPlace(part, what) {
  return Number(part.dataset.least) - Object.values(what(part)).flat().length;
}

/** Says of each rule whether it is kept, and if not, the reason. @param {HTMLElement} part @param {PlaceRules} rules @param {Answer} answer @param {Host} activity */
function showLimits(part, rules, answer, activity) {
  const list = make("ul", "lf-limits lf-feedback");
  for (const limit of rules.limits ?? []) {
    const id = `rule:${limit.id}`;
    const item = make("li", "", activity.querySelector(`.lf-key [data-for="${id}"] p`)?.textContent ?? "");
    const kept = keeps(limit, rules, placed(rules, answer) ?? []);
    markAs(item, kept ? "right" : "wrong", say(kept ? "rule_kept" : "rule_broken"));
    if (!kept) activity.reasons(part, id, item);
    list.append(item);
  }
  part.after(list);
}
