// The other side of the screen: what one person of a thread is notified of, all of it, or replayed as it came.

class SideElement extends HTMLElement {
  /** The replay's next frame; 0 while none runs. */
  frame = 0;

  connectedCallback() {
    this.addEventListener("change", this);
    this.addEventListener("click", this);
    this.choose();
  }

  /** @param {Event} event */
  handleEvent(event) {
    const pressed = event.target === this.find("button");
    if (this.frame && (pressed || event.type === "change")) this.show(Infinity);
    else if (pressed) this.play();
    if (event.type === "change") this.choose();
  }

  /** Shows the phone of the chosen person alone. */
  choose() {
    const chosen = /** @type {HTMLSelectElement} */ (this.find("select")).selectedIndex;
    const phones = this.querySelectorAll("figure");
    phones.forEach((phone, place) => phone.toggleAttribute("data-away", place !== chosen));
    /** Its notifications, the first one first. @type {HTMLElement[]} */
    this.pings = [.../** @type {NodeListOf<HTMLElement>} */ (phones[chosen].querySelectorAll("[data-at]"))].reverse();
    this.find("button").toggleAttribute("disabled", !this.pings.length);
  }

  play() {
    const began = matchMedia("(prefers-reduced-motion: reduce)").matches ? -Infinity : performance.now();
    const step = () => {
      this.frame = requestAnimationFrame(step);
      this.show(performance.now() - began);
    };
    const list = this.find(":not([data-away]) > ol");
    list.style.minHeight = `${list.getBoundingClientRect().height}px`; // what follows stays where it is
    this.turn("");
    step();
  }

  /** Shows what has come so many milliseconds into the replay; when that is all, it ends. @param {number} passed */
  show(passed) {
    const { pings = [] } = this;
    const [times, coming] = ["at", "after"].map((key) => pings.map((ping) => Number(ping.dataset[key])));
    const come = coming.filter((moment) => moment <= passed).length;
    pings.forEach((ping, place) => (ping.hidden = place >= come));
    const last = Math.max(0, come - 1);
    const part = (passed - coming[last]) / (coming[come] - coming[last]);
    const count = this.setClock(times[last] + ((come && part * (times[come] - times[last])) || 0), come);
    if (come < pings.length) return;
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.find(":not([data-away]) > ol").style.minHeight = "";
    this.turn(count);
  }

  /** The button does the other thing from now on, and `said` is announced. @param {string} said */
  turn(said) {
    const button = /** @type {HTMLButtonElement} */ (this.find("button"));
    [button.textContent, button.value] = [button.value, button.textContent ?? ""];
    this.find("output").textContent = said;
  }

  /** Sets clock and count; returns the latter. @param {number} minutes since Monday of the first week @param {number} count */
  setClock(minutes, count) {
    const time = new Date((minutes + 4 * 1440) * 60_000); // 1970 began on a Thursday
    /** @param {Intl.DateTimeFormatOptions} how */
    const written = (how) => time.toLocaleString(SETTINGS.locale, { timeZone: "UTC", ...how });
    const texts = [written({ timeStyle: "short" }), written({ weekday: "long" }), say("pings", { count })];
    [...this.find(":not([data-away]) > .lf-clock").children].forEach((part, place) => (part.textContent = texts[place]));
    return texts[2];
  }

  /** @param {string} selector @returns {HTMLElement} */
  find(selector) {
    return /** @type {HTMLElement} */ (this.querySelector(selector));
  }
}

customElements.define("leitfaden-side", SideElement);
