// Starts what says on every page where one stands.

const standing = new Standing();
customElements.define("leitfaden-continue", ContinueElement);
follow(standing);
/** @type {HTMLElement | null} */ (document.querySelector(".md-search__input"))?.addEventListener("keydown", leaveSearch);
keepForOffline();
void warnOfLoss();
