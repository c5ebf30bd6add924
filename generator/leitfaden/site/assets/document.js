// One page of a document at a time, so that its window, and a session that hangs on that, lasts as long as the visit.

(() => {
  const pages = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("main > article")]);

  /** What the address names, and the page that it stands in. */
  function goal() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const page = /** @type {HTMLElement | null | undefined} */ (target?.closest("main > article"));
    return page ? { page, target } : { page: pages[0], target: null };
  }

  function show() {
    const { page, target } = goal();
    for (const one of pages) one.toggleAttribute("data-shown", one === page);
    for (const link of document.querySelectorAll(".lf-contents a")) {
      if (link.getAttribute("href") === `#${page.id}`) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    document.dispatchEvent(new CustomEvent("leitfaden:page", { detail: page.id }));
    return target && target !== page ? target : null;
  }

  addEventListener("hashchange", () => {
    const target = show();
    if (target) target.scrollIntoView();
    else {
      scrollTo(0, 0);
      goal().page.querySelector("h1")?.focus({ preventScroll: true });
    }
  });
  if (pages.length) show();
})();
