// Keeps the site on the device for times without a network, and says when a newer version of it is ready. The worker
// that does so is written by site/offline.py; everything here is an extra, and where it can't be had nothing is said.

/** Takes the worker into service once the page has all that it needs itself. */
function keepForOffline() {
  if (!STANDING.worker || window.leitfadenStorage || window.parent !== window) return;
  if (document.readyState === "complete") void startWorker();
  else window.addEventListener("load", () => void startWorker());
}

async function startWorker() {
  try {
    const container = navigator.serviceWorker; // missing from `file:` and plain http; forbidden in some private windows
    if (!container) return;
    const kept = container.controller !== null;
    const { connection } = /** @type {{ connection?: { saveData?: boolean } }} */ (navigator);
    if (!kept && connection?.saveData) return;
    const registration = await container.register(ROOT + STANDING.worker);
    registration.addEventListener("updatefound", () => offerUpdate(registration, registration.installing));
    offerUpdate(registration, registration.waiting ?? registration.installing);
    if (kept) container.addEventListener("controllerchange", () => location.reload()); // a page has one version, and its own is gone
  } catch {
    // what the browser doesn't allow is done without
  }
}

/**
 * Says that a newer version is ready as soon as it is; the first one is nothing to say.
 * @param {ServiceWorkerRegistration} registration @param {ServiceWorker | null} newer
 */
function offerUpdate(registration, newer) {
  if (!newer || !registration.active) return;
  if (newer.state === "installed") showUpdate(newer);
  else if (newer.state === "installing") newer.addEventListener("statechange", () => offerUpdate(registration, newer), { once: true });
}

/** @param {ServiceWorker} newer */
function showUpdate(newer) {
  document.querySelector(".lf-update")?.remove();
  const button = make("button", "md-button", say("update_now"));
  const line = make("div", "lf-update");
  const text = make("span", "");
  text.setAttribute("role", "status");
  line.append(text, button);
  document.querySelector(".md-content__inner")?.append(line);
  requestAnimationFrame(() => (text.textContent = say("update_ready"))); // said only if the line was there before its words
  newer.addEventListener("statechange", () => line.remove());
  button.addEventListener("click", () => {
    newer.addEventListener("statechange", () => newer.state === "activated" && location.reload());
    newer.postMessage("leitfaden:take-over");
  });
}
