// Finds the learning platform, gives the record to it, and listens.

/** @type {LmsPackage} */
const hostPackage = JSON.parse(document.body.dataset.host ?? "{}");
const hostApi = foundApi();

if (hostApi && String(hostApi.LMSInitialize("")) === "true") {
  const platform = new LearningPlatform(hostApi, hostPackage);
  window.leitfadenStorage = platform;
  const place = platform.get("cmi.core.lesson_location");
  if (place && document.getElementById(place)) history.replaceState(null, "", `#${place}`);
  platform.begin();
  document.addEventListener("leitfaden:answered", (event) => platform.answered(/** @type {CustomEvent<Answered>} */ (event)));
  document.addEventListener("leitfaden:page", (event) => platform.turnTo(/** @type {CustomEvent<string>} */ (event).detail));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && !platform.finished) platform.commit();
  });
  // After the site's script, which keeps what was being written when the page goes.
  document.addEventListener("DOMContentLoaded", () => window.addEventListener("pagehide", () => platform.finish()));
} else {
  showLmsNotice(hostPackage.words.lms_none);
}
