// Playing a branch: scene after scene, as a conversation that grows downwards. What was decided stands in the log, and
// all the rest follows from that.

FORMS.path = {
  start(part, rules) {
    part.addEventListener("click", (event) => {
      const button = /** @type {Element} */ (event.target).closest("button");
      if (!button) return;
      const { id } = /** @type {HTMLElement} */ (button.parentNode).dataset;
      if (id) goOn(part, rules, id);
      else tell(part, rules, turnsOf(part).slice(0, -1));
      arrive(part);
      part.dispatchEvent(new Event("input", { bubbles: true }));
    });
    tell(part, rules, record.text(playKey(part)).split(" "));
  },
  read: (part) => (part.dataset.ended === undefined ? null : turnsOf(part)),
  missing: () => say("path_open"),
  write: (part, answer, rules) => tell(part, rules, listOf(answer)),
  show(part, rules, answer, activity) {
    activity.querySelector(".lf-debrief")?.remove();
    activity.querySelector("form")?.append(debriefing(part, rules, listOf(answer), activity));
  },
  clear(part, rules) {
    tell(part, rules, []);
    arrive(part);
  },
};

/** Where an unfinished play is kept, that of a test by itself; nowhere in a review, which begins afresh. @param {Element} part */
function playKey(part) {
  const { activity, as, sitting } = /** @type {HTMLElement} */ (part.closest("leitfaden-activity")).dataset;
  return as === "review" ? "" : `${activity}/play/${sitting ?? 0}`;
}

/** The decisions so far. @param {Element} part @returns {string[]} */
function turnsOf(part) {
  return [...part.querySelectorAll(".lf-own")].map((own) => /** @type {HTMLElement} */ (own).dataset.turn ?? "");
}

/** A copy of what the page keeps there, whole or in a template. @param {Element} within @param {string} selector @returns {any} */
function copyOf(within, selector) {
  const kept = within.querySelector(selector);
  return (kept instanceof HTMLTemplateElement ? kept.content.firstChild : kept)?.cloneNode(true);
}

/** Shows the play that decisions lead to, as far as they lead. @param {HTMLElement} part @param {PathRules} rules @param {string[]} turns */
function tell(part, rules, turns) {
  part.querySelector(".lf-log")?.replaceChildren();
  enter(part, rules, begun(rules));
  for (const turn of turns) goOn(part, rules, turn);
}

/** Takes a decision: it becomes a post of her own, and the next scene follows. @param {HTMLElement} part @param {PathRules} rules @param {string} turn */
function goOn(part, rules, turn) {
  const play = replayed(rules, [...turnsOf(part), turn]);
  if (!play) return;
  const turns = part.querySelector(".lf-log .lf-turns");
  const own = copyOf(part, "template");
  own.dataset.turn = turn;
  own.querySelector(".lf-text").append(turns?.querySelector(`[data-id="${turn}"] span`));
  turns?.replaceWith(own);
  enter(part, rules, play);
}

/** Adds the scene that a play has come to, with what is on offer there. @param {HTMLElement} part @param {PathRules} rules @param {Play} play */
function enter(part, rules, play) {
  part.querySelector(".lf-log .lf-gauges")?.remove();
  const scene = copyOf(part, `.lf-book > [data-id="${play.id}"]`);
  scene.removeAttribute("id");
  for (const item of scene.querySelectorAll(".lf-turns li")) {
    if (offered(play).includes(item.dataset.id)) turnIntoButton(item.firstChild);
    else item.remove();
  }
  for (const gauge of scene.querySelectorAll(".lf-gauge")) {
    const { id } = gauge.dataset;
    gauge.querySelector("b").textContent = String(play.state[id]).replace("-", "−");
    gauge.querySelector("progress").value = play.state[id] - rules.states[id][1];
  }
  part.querySelector(".lf-log")?.append(scene);
  part.toggleAttribute("data-ended", play.scene.worth !== undefined);
}

/** @param {HTMLElement} text */
function turnIntoButton(text) {
  const button = make("button", text.className);
  button.setAttribute("type", "button");
  button.append(...text.childNodes);
  text.replaceWith(button);
}

/** Leads focus and eyes to the last scene, and keeps the play. @param {Element} part */
function arrive(part) {
  const scene = /** @type {HTMLElement} */ (part.querySelector(".lf-log > :last-child"));
  scene.focus({ preventScroll: true });
  scene.scrollIntoView({ block: "nearest" });
  if (playKey(part)) record.setText(playKey(part), turnsOf(part).join(" "));
}

/** What each decision did, and what else was possible. @param {HTMLElement} part @param {PathRules} rules @param {string[]} turns @param {Element} activity */
function debriefing(part, rules, turns, activity) {
  const debrief = copyOf(activity, ".lf-solution template");
  const more = debrief.querySelector("details");
  let play = begun(rules);
  for (const turn of turns) {
    const reason = (/** @type {string} */ id) => copyOf(activity, `.lf-key [data-for="${play.id}/${id}"]`);
    const after = /** @type {Play} */ (taken(rules, play, turn));
    const step = reason(turn);
    step.firstChild.append(...changesOf(part, play, after));
    const others = offered(play).filter((id) => id !== turn);
    if (others.length) {
      step.append(more.cloneNode(true));
      step.lastChild.lastChild.append(...others.map(reason));
    }
    more.previousSibling.append(step);
    play = after;
  }
  more.remove();
  return debrief;
}

/** What became of the states that she sees. @param {Element} part @param {Play} before @param {Play} after */
function changesOf(part, before, after) {
  return [...part.querySelectorAll(".lf-log .lf-gauge")].flatMap((gauge) => {
    const id = /** @type {HTMLElement} */ (gauge).dataset.id ?? "";
    const by = after.state[id] - before.state[id];
    return by ? [" ", make("span", "lf-chip", `${gauge.firstChild?.textContent} ${by > 0 ? "+" : "−"}${Math.abs(by)}`)] : [];
  });
}
