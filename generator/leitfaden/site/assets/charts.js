// What pictures of figures are made of: drawn for the width that there is, without a library. Lengths are pixels at the page's
// usual size of type; whoever enlarges type gets larger pictures. What tells parts apart is never colour alone.

/** Pictures so far, for ids. */
let pictures = 0;

/** @param {string} name @param {Record<string, string | number>} attributes @param {...(Node | string)} content @returns {SVGElement} */
function draw(name, attributes, ...content) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(typeof value === "number" ? Math.round(value * 100) / 100 : value));
  element.append(...content);
  return element;
}

/**
 * A picture with its name, and what it shows in a sentence.
 * @param {{ width: number, height: number, title: string, about: string }} frame @param {...Node} content
 */
function picture({ width, height, title, about }, ...content) {
  pictures += 1;
  const ids = [`lf-chart-${pictures}`, `lf-chart-${pictures}-about`];
  const names = [draw("title", { id: ids[0] }, title), draw("desc", { id: ids[1] }, about)];
  const frame = { class: "lf-chart", role: "img", "aria-labelledby": ids[0], "aria-describedby": ids[1], viewBox: `0 0 ${width} ${height}` };
  return draw("svg", { ...frame, width: width * unit(), height: height * unit() }, ...names, ...content);
}

/** Pixels of the screen for one of a picture. */
function unit() {
  return parseFloat(getComputedStyle(document.documentElement).fontSize) / 20;
}

/** The pattern that `hatched` parts of all pictures take; it has to be in the page, and visible. */
function hatching() {
  const pattern = draw("pattern", { id: "lf-hatch", width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, block(0, 0, 2, 5, "lf-hatch"));
  return draw("svg", { width: 0, height: 0, "aria-hidden": "true", class: "lf-sr" }, draw("defs", {}, pattern));
}

/** @param {number} x @param {number} y @param {number} width @param {number} height @param {string} look */
function block(x, y, width, height, look) {
  return draw("rect", { x, y, width: Math.max(0, width), height, class: look });
}

/** @param {number} x @param {number} y @param {number} width @param {number} height @param {string} look */
function hatched(x, y, width, height, look) {
  const lines = block(x, y, width, height, "");
  lines.setAttribute("fill", "url(#lf-hatch)");
  return draw("g", {}, block(x, y, width, height, look), lines);
}

/** @param {number} x @param {number} y @param {string} text @param {string} [look] @param {"start" | "middle" | "end"} [anchor] */
function label(x, y, text, look = "", anchor = "start") {
  return draw("text", { x, y, class: look, "text-anchor": anchor }, text);
}

/** As much of a text as has room. @param {string} text @param {number} width */
function fitted(text, width) {
  const most = Math.floor(width / 6.6);
  return text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text;
}

/** @param {number} x @param {number} from @param {number} to @param {string} look */
function upright(x, from, to, look) {
  return draw("line", { x1: x, x2: x, y1: from, y2: to, class: look });
}

/** @param {number} y @param {number} from @param {number} to @param {string} look */
function level(y, from, to, look) {
  return draw("line", { x1: from, x2: to, y1: y, y2: y, class: look });
}

/** @param {number} x @param {number} y @param {number} radius @param {string} look */
function dot(x, y, radius, look) {
  return draw("circle", { cx: x, cy: y, r: radius, class: look });
}
