// Takes the place of a worker that an earlier site left at this address, forgets what that kept, and goes: for sites that
// keep nothing, such as an author's preview.

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

worker.addEventListener("install", () => void worker.skipWaiting());
worker.addEventListener("activate", (event) => event.waitUntil(leave()));

async function leave() {
  await caches.delete(`leitfaden ${worker.registration.scope}`);
  const pages = await worker.clients.matchAll({ type: "window" });
  await worker.registration.unregister();
  await Promise.all(pages.map((page) => page.navigate(page.url)));
}
