// Own texts: kept on the device while they are written, counted by a network's rules, compared, never scored.

FORMS.write = {
  start(part, _, activity) {
    for (const field of part.querySelectorAll("textarea")) keepText(part, field, activity);
    part.querySelector("button")?.addEventListener("click", () => (comparison(part) ? compare(part, activity)?.focus() : saveTexts(part, activity)));
  },
  read(part) {
    return whatLacks(part) ? null : Object.fromEntries(ratings(part).map(({ name, value }) => [name, [value]]));
  },
  missing: whatLacks,
  write(part, answer) {
    for (const input of part.querySelectorAll("input")) input.checked = isMapping(answer) && listOf(answer[input.name]).includes(input.value);
  },
  show(part, _, __, activity) {
    compare(part, activity);
  },
  clear(part) {
    part.querySelector("textarea")?.focus();
  },
};

/** The steps chosen. @param {Element} part @returns {HTMLInputElement[]} */
function ratings(part) {
  return [...part.querySelectorAll("input")].filter((input) => input.checked);
}

/** @param {Element} part @returns {HTMLElement | null} */
function comparison(part) {
  return part.querySelector(".lf-compared");
}

/** What is still missing, in words; nothing where all is there. @param {Element} part @returns {string} */
function whatLacks(part) {
  const fields = [...part.querySelectorAll("textarea")];
  const fault = fields.map((field) => field.validationMessage).find(Boolean);
  if (fault) return fault;
  if (!fields.some((field) => field.value.trim())) return say("write_first");
  const count = part.querySelectorAll(".lf-rate").length - ratings(part).length;
  return count ? say("ratings_open", { count }) : "";
}

/**
 * Keeps a field and the record the same, whoever changed it; what is being written is kept after a pause.
 * @param {HTMLElement} part @param {HTMLTextAreaElement} field @param {Host} activity
 */
function keepText(part, field, activity) {
  const keys = activity.ids.map((id) => `${id}/${field.dataset.text}`);
  let kept = "";
  let pause = 0;
  const save = () => {
    clearTimeout(pause);
    measure(part, field, true);
    if (field.value === kept) return;
    kept = field.value;
    record.setText(keys[0], kept);
  };
  const load = () => {
    if (field.value !== kept) return;
    field.value = record.text(keys.find((key) => record.texts.has(key)) ?? "");
    kept = field.value;
    measure(part, field);
  };
  field.addEventListener("input", () => {
    clearTimeout(pause);
    pause = window.setTimeout(save, 600);
    measure(part, field);
  });
  field.addEventListener("change", save);
  window.addEventListener("pagehide", save);
  record.addEventListener("change", load);
  load();
}

/** Says how long a draft is, aloud only near the limit, and what it lacks to be compared. @param {Element} part @param {HTMLTextAreaElement} field @param {boolean} [aloud] */
function measure(part, field, aloud = false) {
  const button = part.querySelector("button");
  if (!button || !comparison(part)) return;
  button.disabled = !field.value.trim();
  field.setCustomValidity(button.disabled ? say("write_first") : "");
  const place = /** @type {HTMLElement | null} */ (part.querySelector(".lf-count"));
  if (!place) return;
  const limit = Number(place.dataset.limit);
  const length = LENGTHS[place.dataset.network ?? ""](field.value);
  const over = length - limit;
  place.textContent = say(over > 0 ? "count_over" : "count_of", { count: length, limit, over });
  place.classList.toggle("lf-over", over > 0);
  if (over > 0) field.setCustomValidity(say("too_long", { count: over }));
  field.ariaInvalid = String(over > 0);
  if (aloud && place.nextElementSibling) place.nextElementSibling.textContent = over > -21 ? place.textContent : "";
}

/** Shows samples beside the own text, and what to rate. @param {HTMLElement} part @param {Host} activity */
function compare(part, activity) {
  const place = comparison(part);
  const samples = activity.querySelector(".lf-solution .lf-samples");
  if (place && samples && part.dataset.compared === undefined) place.prepend(samples.cloneNode(true));
  part.dataset.compared = "";
  return place;
}
