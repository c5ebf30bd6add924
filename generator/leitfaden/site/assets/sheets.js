// Pieces of the pages on a learner's own work: sections, tables, dates, links.

const DATE = new Intl.DateTimeFormat(SETTINGS.locale, { dateStyle: "medium" });
const SHORT_DAY = new Intl.DateTimeFormat(SETTINGS.locale, { day: "numeric", month: "short" });

/** How to draw each figure in the page anew, for another width. @type {WeakMap<Element, (width: number) => Element>} */
const DRAWINGS = new WeakMap();

/** @param {string} name @param {string} look @param {...(Node | string)} content @returns {HTMLElement} */
function holding(name, look, ...content) {
  const element = make(name, look);
  element.append(...content);
  return element;
}

/** @param {string} title @param {string} about what is shown, in a sentence @param {...Node} content */
function part(title, about, ...content) {
  return holding("div", "lf-part", make("h2", "", title), ...(about ? [make("p", "lf-about", about)] : []), ...content);
}

/** A place for a picture, drawn as soon as it is in the page. @param {(width: number) => Element} drawing */
function figure(drawing) {
  const place = make("div", "lf-figure");
  DRAWINGS.set(place, drawing);
  return place;
}

/** Draws the figures in an element for its width. @param {HTMLElement} element */
function paintFigures(element) {
  for (const place of element.querySelectorAll(".lf-figure")) place.replaceChildren(/** @type {(width: number) => Element} */ (DRAWINGS.get(place))(element.clientWidth / unit()));
}

/** The numbers of a picture, to be opened. @param {string} name by which it is found again @param {...Node} content */
function numbers(name, ...content) {
  const details = holding("details", "lf-numbers", make("summary", "", say("results_numbers")), ...content);
  details.dataset.name = name;
  return details;
}

/**
 * A table that narrow screens show as a list; its roles are written out, since they go where cells are blocks.
 * @param {string} caption @param {string[]} head @param {(string | Node)[][]} rows each beginning with what it is about @param {string} [look] of the caption
 */
function tableOf(caption, head, rows, look = "") {
  const table = withRole("table", "table", ...(caption ? [make("caption", look, caption)] : []));
  table.className = "lf-cells"; // the theme's look is for tables without a class
  const columns = head.map((word) => {
    const cell = withRole("th", "columnheader", word);
    cell.setAttribute("scope", "col");
    return cell;
  });
  table.append(withRole("thead", "rowgroup", withRole("tr", "row", ...columns)), withRole("tbody", "rowgroup", ...rows.map((row) => tableRow(head, row))));
  return holding("div", "lf-table lf-sheet", table);
}

/** A row of one cell is a heading of those below it. @param {string[]} head @param {(string | Node)[]} row */
function tableRow(head, [first, ...rest]) {
  const name = withRole("th", rest.length ? "rowheader" : "columnheader", first);
  name.setAttribute("scope", rest.length ? "row" : "colgroup");
  if (!rest.length) name.setAttribute("colspan", String(head.length));
  const cells = rest.map((value, at) => {
    const cell = withRole("td", "cell", value);
    cell.dataset.label = head[at + 1];
    return cell;
  });
  return withRole("tr", "row", name, ...cells);
}

/** @param {string} name @param {string} role @param {...(Node | string)} content */
function withRole(name, role, ...content) {
  const element = holding(name, "", ...content);
  element.setAttribute("role", role);
  return element;
}

/** A share as whole per cent, a dash where there is none. @param {number | null} share */
function percent(share) {
  return share === null ? "–" : PERCENT.format(share);
}

/** @param {string} address from the language's root @param {string} text @param {string} [look] */
function linkTo(address, text, look = "") {
  const link = /** @type {HTMLAnchorElement} */ (make("a", look, text));
  link.href = ROOT + address;
  return link;
}

/** @param {string} text @param {() => void} action @param {string} [look] */
function press(text, action, look = "md-button") {
  const button = make("button", look, text);
  button.setAttribute("type", "button");
  button.addEventListener("click", action);
  return button;
}

/** Where a module begins. @param {string} module */
function firstPageOf(module) {
  return STANDING.modules.find(({ id }) => id === module)?.pages[0]?.[0] ?? COURSE.pages.index;
}
