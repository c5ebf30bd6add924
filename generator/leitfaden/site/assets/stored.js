// Everything that the site keeps on the device, named in words: for the page that lists it all and deletes it all.

/** Where the site begins, whatever language this is. */
const SITE = new URL(COURSE.root, ROOT);

const UTC_DAY = new Intl.DateTimeFormat(SETTINGS.locale, { dateStyle: "long", timeZone: "UTC" });

/** What is stored, the learner's record first. @returns {Promise<Stored[]>} */
async function everythingStored() {
  /** @type {Stored[]} */
  const found = [];
  for (const own of storages()) {
    for (const key of keysIn(own)) found.push({ key, what: nameOf(key), size: sizeOf(own.getItem(key) ?? ""), remove: () => own.removeItem(key) });
  }
  for (const key of await copies()) found.push({ key, what: say("stored_copy"), size: await copySize(key), remove: () => removeCopy(key) });
  return found.sort((a, b) => Number(isTheme(a.key)) - Number(isTheme(b.key)) || (a.key < b.key ? -1 : 1));
}

/** @returns {Storage[]} */
function storages() {
  try {
    return [localStorage, sessionStorage];
  } catch {
    return [];
  }
}

/** The keys that are this site's; others of the same host belong to others. @param {Storage} own */
function keysIn(own) {
  const keys = Array.from({ length: own.length }, (_, at) => own.key(at) ?? "");
  return keys.filter((key) => isOfRecord(key) || isTheme(key));
}

/** @param {string} key */
function isOfRecord(key) {
  return key === record.home || key.startsWith(`${record.home}:`);
}

/** Whether the theme stored it: its keys are a path of the site, a point and a name. @param {string} key */
function isTheme(key) {
  const path = key.slice(0, key.lastIndexOf("/") + 1);
  return key.slice(path.length, path.length + 3) === ".__" && (path === SITE.pathname || path === new URL(ROOT).pathname);
}

/** @param {string} key */
function nameOf(key) {
  const rest = key.slice(record.home.length + 1);
  if (isTheme(key)) return say(key.endsWith(".__palette") ? "stored_palette" : "stored_theme");
  if (!rest) return say("stored_home");
  return rest.startsWith("damaged:") ? say("stored_damaged") : say("stored_day", { date: UTC_DAY.format(new Date(rest)) });
}

/** @param {string} text */
function sizeOf(text) {
  return new Blob([text]).size;
}

/** Names of the copies of this site's pages for times without a network. @returns {Promise<string[]>} */
async function copies() {
  try {
    return (await caches.keys()).filter((key) => key === `leitfaden ${SITE.href}`);
  } catch {
    return [];
  }
}

/** Resolves, where a worker copies the site, once its copy is whole and can be measured anew. */
async function copied() {
  try {
    await navigator.serviceWorker?.ready;
  } catch {
    // forbidden in some private windows: there will be no copy
  }
  for (const key of Object.keys(COPY_SIZES)) delete COPY_SIZES[key];
}

/** What copies of pages take, measured once: all of each has to be read for it. @type {Record<string, Promise<number>>} */
const COPY_SIZES = {};

/** @param {string} key */
function copySize(key) {
  return (COPY_SIZES[key] ??= measuredCopy(key));
}

/** @param {string} key */
async function measuredCopy(key) {
  const cache = await caches.open(key);
  const blobs = await Promise.all((await cache.matchAll()).map((page) => page.blob()));
  return blobs.reduce((sum, { size }) => sum + size, 0);
}

/** @param {string} key */
async function removeCopy(key) {
  const registration = await navigator.serviceWorker?.getRegistration(SITE.href);
  await registration?.unregister();
  await caches.delete(key);
}
