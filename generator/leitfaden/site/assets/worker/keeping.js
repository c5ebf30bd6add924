// Keeps the whole site on the device, so that it opens without a network. One version is one list of paths with the
// SHA-256 of what they hold, and this script is written anew with every list. What is kept is named by its hash alone:
// a page and all that it loads come from one list, and two versions that lie side by side can never be mixed. A new
// version is fetched whole before it may wait, and waits until it is asked for or the last page of the old one closes.

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

/** The files of this version by their path below the site's root: the SHA-256 of each, in base64. @type {Map<string, string>} */
const FILES = new Map(Object.entries(__FILES__));
/** What is said where a file is not kept and there is no network, by the folder of a language. @type {Record<string, string>} */
const SENTENCES = __SENTENCES__;
const ROOT = worker.registration.scope;
const STORE = `leitfaden ${ROOT}`;
const AT_ONCE = 4;

/** Set where something took files from the store: from then on, this worker leaves everything to the network. */
let aside = false;

worker.addEventListener("install", (event) => event.waitUntil(fetchVersion()));
worker.addEventListener("activate", (event) => event.waitUntil(dropOthers()));
worker.addEventListener("message", (event) => {
  if (event.data === "leitfaden:take-over") void worker.skipWaiting();
});
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const path = pathBelow(request.url);
  if (aside || path === null || request.method !== "GET" || request.headers.has("range")) return;
  if (FILES.has(path)) event.respondWith(answerFrom(path, event));
  else if (FILES.has(`${path}/`)) event.respondWith(Response.redirect(`${addressOf(`${path}/`)}${new URL(request.url).search}`, 301));
  else if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => absent(path)));
});

/** The path of an address below the site's root as the list writes it, null where it lies elsewhere. @param {string} address */
function pathBelow(address) {
  const { origin, pathname } = new URL(address);
  if (!`${origin}${pathname}`.startsWith(ROOT)) return null;
  try {
    return decodeURIComponent(`${origin}${pathname}`.slice(ROOT.length)).replace(/(^|\/)index\.html$/, "$1");
  } catch {
    return null;
  }
}

/** @param {string} path */
function addressOf(path) {
  return ROOT + path.split("/").map(encodeURIComponent).join("/");
}

/** What a content is kept under: its hash and its type, and no address of the site. @param {string} path */
function keyOf(path) {
  return `${ROOT}?sha256=${encodeURIComponent(FILES.get(path) ?? "")}${/\.\w+$/.exec(path)?.[0] ?? ""}`;
}

/**
 * A file of this version. A page that came from the network, since this version doesn't have it, gets everything else
 * from there too, as long as there is one.
 * @param {string} path @param {FetchEvent} event @returns {Promise<Response>}
 */
async function answerFrom(path, { request, clientId }) {
  const page = request.mode === "navigate" ? undefined : await worker.clients.get(clientId);
  const asked = page && page.type === "window" ? pathBelow(page.url) : path;
  return asked !== null && FILES.has(asked) ? kept(path, request) : fetch(request).catch(() => kept(path, request));
}

/** @param {string} path @param {Request} request @returns {Promise<Response>} */
async function kept(path, request) {
  const found = await (await caches.open(STORE)).match(keyOf(path));
  if (found) return found;
  aside = true;
  void worker.registration.unregister();
  return fetch(request);
}

/** What answers for a page that is not kept where there is no network. @param {string} path @returns {Promise<Response>} */
async function absent(path) {
  const folder = Object.keys(SENTENCES).sort((a, b) => b.length - a.length).find((one) => path.startsWith(one)) ?? "";
  const page = /(^|\/)[^./]*$|\.html$/.test(path) ? await (await caches.open(STORE)).match(keyOf(`${folder}404.html`)) : undefined;
  if (page) return new Response(page.body, { status: 404, headers: page.headers });
  return new Response(SENTENCES[folder], { status: 504, headers: { "Content-Type": "text/plain; charset=utf-8" } });
}

/** Fetches what this version has and the store lacks. Anything that does not come as the list says makes it fail, and the old version stays. */
async function fetchVersion() {
  const store = await caches.open(STORE);
  const missing = await missingFrom(store);
  const lane = async () => {
    for (let path = missing.pop(); path !== undefined; path = missing.pop()) await fetchInto(store, path);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  if ((await missingFrom(store)).length) throw new Error("another version emptied the store meanwhile");
}

/** A path for each content that the store lacks. @param {Cache} store @returns {Promise<string[]>} */
async function missingFrom(store) {
  const there = new Set((await store.keys()).map(({ url }) => url));
  const paths = new Map([...FILES.keys()].map((path) => [keyOf(path), path]));
  return [...paths].filter(([key]) => !there.has(key)).map(([, path]) => path);
}

/** @param {Cache} store @param {string} path */
async function fetchInto(store, path) {
  const integrity = `sha256-${FILES.get(path)}`;
  const from = (/** @type {RequestCache} */ cache) => fetch(addressOf(path), { cache, integrity, priority: "low" });
  await store.put(keyOf(path), await from("default").then(copied, () => from("reload").then(copied)));
}

/** An answer with all of its headers but those that speak of how it travelled. @param {Response} response */
async function copied(response) {
  const headers = new Headers(response.headers);
  for (const name of ["content-encoding", "content-length", "transfer-encoding"]) headers.delete(name);
  return new Response(await response.blob(), { headers });
}

/** Drops what only other versions have, unless a newer one is being fetched right now: it drops them later. */
async function dropOthers() {
  if (worker.registration.installing) return;
  const store = await caches.open(STORE);
  const own = new Set([...FILES.keys()].map(keyOf));
  const others = (await store.keys()).filter(({ url }) => !own.has(url));
  await Promise.all(others.map((request) => store.delete(request)));
}
