// Finds elements as a visitor tells them apart, by what they are and what they are called: what Playwright's locators do
// in Chromium, for browsers that it can't drive. `pages.py` sends this along with every question that it asks a page.

const ROLES = {
  article: "article",
  button: "button, input[type=button], input[type=submit]",
  checkbox: "input[type=checkbox]",
  combobox: "select",
  group: "fieldset, details",
  heading: "h1, h2, h3, h4, h5, h6",
  link: "a[href]",
  list: "ul, ol",
  listitem: "li",
  main: "main",
  paragraph: "p",
  radio: "input[type=radio]",
  status: "output",
  table: "table",
  textbox: "textarea, input:not([type]), input[type=text]",
};

/** The elements that the steps of a locator lead to, in the order of the page. */
function find(start, steps) {
  return steps.reduce((found, step) => taken(found, step), [start]);
}

function taken(found, { within, has, hasText, visible, nth, and, or }) {
  if (within) return [...new Set(found.flatMap((one) => inside(one, within)))];
  if (has) return found.filter((one) => find(one, has).length);
  if (hasText) return found.filter((one) => matches(textOf(one), hasText));
  if (visible !== undefined) return found.filter((one) => isVisible(one) === visible);
  if (nth !== undefined) return found.slice(nth).slice(0, 1);
  if (and) return found.filter((one) => find(document, and).includes(one));
  return [...document.querySelectorAll("*")].filter((one) => found.includes(one) || find(document, or).includes(one));
}

function inside(start, { css, role, name, text }) {
  if (css) return [...start.querySelectorAll(css)];
  if (role) {
    const all = [...start.querySelectorAll(`${ROLES[role]}, [role="${role}"]`)];
    return all.filter((one) => (one.getAttribute("role") ?? role) === role && isExposed(one) && (!name || matches(nameOf(one), name)));
  }
  const all = [...start.querySelectorAll("*")].filter((one) => !one.matches("script, style, template") && matches(textOf(one), text));
  return all.filter((one) => !all.some((other) => other !== one && one.contains(other)));
}

function matches(text, { exactly, partly, pattern }) {
  if (pattern !== undefined) return new RegExp(pattern).test(text);
  return exactly !== undefined ? text === plain(exactly) : text.toLowerCase().includes(plain(partly).toLowerCase());
}

function plain(text) {
  return text.replace(/\s+/g, " ").trim();
}

function textOf(element) {
  return plain(element.textContent);
}

function isExposed(element) {
  return element.checkVisibility({ visibilityProperty: true }) && !element.closest("[aria-hidden=true]");
}

function isVisible(element) {
  const { width, height } = element.getBoundingClientRect();
  return element.checkVisibility({ visibilityProperty: true }) && width > 0 && height > 0;
}

/** What an element is called: by another one, by itself, by its label or legend or caption, or by its contents. */
function nameOf(element) {
  const others = element.getAttribute("aria-labelledby");
  if (others) return plain(others.split(/\s+/).map((id) => said(document.getElementById(id))).join(" "));
  const own = element.getAttribute("aria-label");
  if (own) return plain(own);
  const label = element.matches("fieldset, table") ? element.querySelector(":scope > legend, :scope > caption") : null;
  if (label || element.matches("fieldset, table")) return label ? plain(said(label)) : "";
  return plain(element.labels?.length ? [...element.labels].map(said).join(" ") : said(element));
}

/** What is read of an element: its text without what is hidden, pictures by what stands for them. */
function said(node) {
  if (node?.nodeType === Node.TEXT_NODE) return node.data;
  if (!(node instanceof Element) || node.matches("input, select, textarea") || node.ariaHidden === "true" || !node.checkVisibility({ visibilityProperty: true })) return "";
  if (node.ariaLabel || node.matches("img")) return node.ariaLabel ?? node.alt;
  const text = [...node.childNodes].map(said).join("");
  return getComputedStyle(node).display.startsWith("inline") ? text : ` ${text} `;
}
