// The practice plan for the learner's own calendar: an entry for each task of the page, from the day on which she begins.

class PlanElement extends HTMLElement {
  connectedCallback() {
    this.addEventListener("submit", this);
    this.day().value ||= dateOf(Date.now(), (8 - new Date().getDay()) % 7); // the next Monday, so that its weeks are weeks
  }

  day() {
    return /** @type {HTMLInputElement} */ (this.querySelector("input"));
  }

  /** @param {Event} event */
  handleEvent(event) {
    event.preventDefault();
    saveEvents(`${SETTINGS.course}-plan`, taskEvents(this.dataset.title ?? "", this.day().value));
  }
}

/** The entries for the tasks of the page. @param {string} plan its title @param {string} start as 2026-05-04 @returns {CalendarEvent[]} */
function taskEvents(plan, start) {
  const tasks = [.../** @type {NodeListOf<HTMLLIElement>} */ (document.querySelectorAll("li[data-task]"))];
  const total = Math.max(...tasks.map(({ value }) => value));
  return tasks.map((task) => {
    const [when, title, text, log] = task.children;
    const [, sort, minutes] = when.children;
    const day = say("plan_day_of", { title: plan, day: task.value, total });
    return {
      key: `plan-${task.dataset.task}`,
      date: laterDate(start, task.value - 1),
      title: say("plan_event", { sort: wordsOf(sort), title: wordsOf(title) }),
      text: [minutes ? `${day} · ${wordsOf(minutes)}` : day, ...[...text.children].map(wordsOf), wayBack(log)].filter(Boolean).join("\n\n"),
    };
  });
}

/** What stands in an element, with where its links lead. @param {Element} element */
function wordsOf(element) {
  const copy = /** @type {Element} */ (element.cloneNode(true));
  for (const link of copy.querySelectorAll("a")) link.append(` (${link.href})`);
  return (copy.textContent ?? "").trim();
}

/** Where to write about a task, or else where the plan is; nothing for a folder, which calendars elsewhere can't open. @param {Element | undefined} log */
function wayBack(log) {
  if (location.protocol === "file:") return "";
  const link = log?.querySelector("a");
  return link ? `${link.textContent}\n${link.href}` : location.href.replace(/#.*/, "");
}
