// Composing: posts of a tray, placed on days with buttons; rules judge the whole. What is placed is read from the page.

/** What mix and pace share. @type {Pick<Form, "read" | "missing" | "clear">} */
const PLAN = {
  read: (part) => (leftToPlace(part) > 0 ? null : planOf(part)),
  missing: (part) => say(`${part.dataset.form}_missing`, { count: leftToPlace(part) }),
  clear() {},
};

FORMS.mix = {
  ...PLAN,
  start(part, rules, activity) {
    listenToPlan(part, activity, (button) => {
      const item = /** @type {any} */ (button.closest("li"));
      const said = button.value ? placePost(part, item, button.value) : button.dataset.move === "0" ? removePost(part, item) : movePost(part, item, button);
      showShares(part, rules);
      const share = part.querySelector(`.lf-shares [data-id="${rules.sorts[item.dataset.id]}"]`);
      return `${said} · ${share?.textContent}`;
    });
  },
  write(part, answer, rules) {
    for (const { slot, item } of placed(rules, answer) ?? []) placePost(part, part.querySelector(`.lf-tray [data-id="${item}"]`), rules.slots[slot]);
    showShares(part, rules);
  },
  show(part, rules, answer, activity) {
    for (const id in rules.sorts) {
      const item = part.querySelector(`[data-slot] [data-id="${id}"]`);
      if (item) activity.reasons(part, id, item);
    }
    showLimits(part, rules, answer, activity);
  },
};

/** Puts a post of the tray at the end of a day. @param {HTMLElement} part @param {any} post @param {string} slot @returns {string} */
function placePost(part, post, slot) {
  const item = /** @type {any} */ (part.querySelector("template")).content.firstChild.cloneNode(true);
  const text = item.firstChild;
  item.dataset.id = post.dataset.id;
  text.append(...post.querySelector("legend").cloneNode(true).childNodes);
  for (const button of item.querySelectorAll("button")) button.ariaLabel += `: ${text.lastChild.textContent}`;
  part.querySelector(`[data-slot="${slot}"] ol`)?.append(item);
  return placeOf(item);
}

/** Takes a post out of the week; the focus goes on to the next one. @param {HTMLElement} part @param {Element} item @returns {string} */
function removePost(part, item) {
  const all = [...part.querySelectorAll("[data-slot] li")];
  const at = all.indexOf(item);
  const slot = dayOf(item);
  item.remove();
  const next = (all[at + 1] ?? all[at - 1])?.querySelector('[data-move="0"]') ?? part.querySelector("button");
  /** @type {HTMLElement} */ (next).focus();
  return say("placed_removed", { slot });
}

/** Moves a post of the week, on to the neighbouring day where its own ends; the focus stays. @param {HTMLElement} part @param {any} item @param {HTMLElement} button @returns {string} */
function movePost(part, item, button) {
  const by = Number(button.dataset.move);
  const days = [...part.querySelectorAll("[data-slot] ol")];
  const day = days[days.indexOf(item.parentElement) + by];
  if (by < 0) item.previousSibling ? item.previousSibling.before(item) : day?.append(item);
  else item.nextSibling ? item.nextSibling.after(item) : day?.prepend(item);
  button.focus();
  return placeOf(item);
}

/** @param {any} item @returns {string} */
function dayOf(item) {
  return item.closest("[data-slot]").firstChild.textContent;
}

/** @param {any} item @returns {string} */
function placeOf(item) {
  const all = [...item.parentElement.children];
  return say("moved", { step: dayOf(item), place: all.indexOf(item) + 1, total: all.length });
}

/** Shows the share of each sort, and on which days each post stands. @param {any} part @param {any} rules */
function showShares(part, rules) {
  const week = planOf(part);
  const all = Object.values(week).flat();
  const bars = part.querySelectorAll("i");
  part.querySelectorAll(".lf-shares li").forEach((/** @type {any} */ share, /** @type {number} */ at) => {
    const count = all.filter((id) => rules.sorts[id] === share.dataset.id).length;
    bars[at].style.flexGrow = count;
    share.lastChild.textContent = PERCENT.format(count / (all.length || 1));
  });
  for (const button of part.querySelectorAll("button")) button.toggleAttribute("data-in", !!week[button.value]?.includes(button.closest("li").dataset.id));
}

/**
 * Takes presses of buttons, and arrows to move among those of a tray or a calendar, whose rows are alike.
 * @param {any} part @param {Host} activity @param {(button: any) => string} press does it and returns what to say
 */
function listenToPlan(part, activity, press) {
  part.addEventListener("click", (/** @type {any} */ event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const said = press(button);
    part.dispatchEvent(new Event("input", { bubbles: true }));
    activity.say(said);
  });
  part.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    const all = [...part.querySelectorAll(":scope fieldset button")];
    const row = all.length / part.querySelectorAll("fieldset").length;
    const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -row, ArrowDown: row }[event.key];
    let at = all.indexOf(event.target);
    if (at < 0 || !by) return;
    event.preventDefault();
    do at += by;
    while (all[at]?.hidden);
    all[at]?.focus();
  });
}

/** What stands in each slot, in the order of the page; an input holds how often. @param {any} part @returns {Record<string, string[]>} */
function planOf(part) {
  /** @type {Record<string, string[]>} */
  const plan = {};
  for (const one of part.querySelectorAll("[data-slot] [data-id]")) {
    for (let left = one.querySelector("input")?.value ?? 1; left > 0; left -= 1) (plan[one.closest("[data-slot]").dataset.slot] ??= []).push(one.dataset.id);
  }
  return plan;
}

/** @param {HTMLElement} part @returns {number} */
function leftToPlace(part) {
  return Number(part.dataset.least) - Object.values(planOf(part)).flat().length;
}

/** Says of each rule whether it is kept, and if not, the reason. @param {HTMLElement} part @param {any} rules @param {Answer} answer @param {Host} activity */
function showLimits(part, rules, answer, activity) {
  const list = make("ul", "lf-limits lf-feedback");
  for (const limit of rules.limits) {
    const id = `rule:${limit.id}`;
    const item = make("li", "", /** @type {any} */ (activity.querySelector(`[data-for="${id}"] p`)).textContent);
    const kept = keeps(limit, rules, placed(rules, answer) ?? []);
    markAs(item, kept ? "right" : "wrong", say(kept ? "rule_kept" : "rule_broken"));
    if (!kept) activity.reasons(part, id, item);
    list.append(item);
  }
  part.after(list);
}
