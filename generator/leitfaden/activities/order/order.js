// Bringing steps into order: with buttons, with the arrow keys, or by dragging.

FORMS.order = {
  start(part, rules) {
    if (rules.form === "order" && idsOf(part).join() === rules.key.join()) part.append(...[...part.children].slice(0, 1)); // shuffled into the right order
    listenForMoves(part);
  },
  read: idsOf,
  write(part, answer) {
    if (Array.isArray(answer)) for (const id of answer) part.append(...[...part.children].filter((item) => /** @type {HTMLElement} */ (item).dataset.id === id));
  },
  show(part, rules, answer, solution) {
    if (rules.form !== "order") return;
    for (const item of part.querySelectorAll("li")) {
      const id = item.dataset.id ?? "";
      const place = rules.key.indexOf(id) + 1;
      if (idsOf(part).indexOf(id) + 1 === place) markAs(item, "right", say("right_place"));
      else markAs(item, "wrong", say("other_place", { place }));
      solution.reasons(part, id, item);
    }
  },
  clear() {},
};

/** @param {Element} part */
function idsOf(part) {
  return [...part.children].map((item) => /** @type {HTMLElement} */ (item).dataset.id ?? "");
}

/** @param {Element} part */
function listenForMoves(part) {
  part.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button[data-move]") : null;
    if (button instanceof HTMLButtonElement) moveStep(part, button, Number(button.dataset.move));
  });
  part.addEventListener("keydown", (event) => moveByKey(part, /** @type {KeyboardEvent} */ (event)));
  listenForDrags(part);
}

/** @param {Element} part @param {KeyboardEvent} event */
function moveByKey(part, event) {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!step || !(event.target instanceof HTMLButtonElement)) return;
  event.preventDefault();
  moveStep(part, event.target, step);
}

/** Moves the step that holds `button`; the focus stays on the button. @param {Element} part @param {HTMLElement} button @param {number} by */
function moveStep(part, button, by) {
  const item = /** @type {HTMLElement} */ (button.closest("li"));
  const other = by < 0 ? item.previousElementSibling : item.nextElementSibling;
  if (!other) return;
  if (by < 0) other.before(item);
  else other.after(item);
  button.focus();
  announceMove(part, item);
}

/** @param {Element} part @param {HTMLElement} item */
function announceMove(part, item) {
  part.dispatchEvent(new Event("input", { bubbles: true }));
  const step = item.querySelector(".lf-step > span")?.textContent ?? "";
  const activity = part.closest("leitfaden-activity");
  const place = [...part.children].indexOf(item) + 1;
  if (activity instanceof ActivityElement) activity.say(say("moved", { step, place, total: part.children.length }));
}

/** @param {Element} part */
function listenForDrags(part) {
  /** @type {HTMLElement | null} */
  let dragged = null;
  for (const item of part.querySelectorAll("li")) item.draggable = true;
  part.addEventListener("dragstart", (event) => {
    if (part.matches(":disabled *")) event.preventDefault(); // after the last try
    else dragged = event.target instanceof Element ? event.target.closest("li") : null;
    dragged?.classList.add("lf-dragged");
  });
  part.addEventListener("dragover", (event) => {
    const over = event.target instanceof Element ? event.target.closest("li") : null;
    if (!dragged || !over || over.parentElement !== part) return;
    event.preventDefault();
    if (over === dragged) return;
    const box = over.getBoundingClientRect();
    if (/** @type {DragEvent} */ (event).clientY < box.top + box.height / 2) over.before(dragged);
    else over.after(dragged);
  });
  part.addEventListener("dragend", () => {
    if (!dragged) return;
    dragged.classList.remove("lf-dragged");
    announceMove(part, dragged);
    dragged = null;
  });
}
