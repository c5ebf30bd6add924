// Runs before everything else in every page that the engines visit, and keeps what goes wrong there. Nothing is kept for
// times without a network, but where a test is about that: every first visit would fetch the whole site.

window.faults = [];
window.addEventListener("error", ({ message, filename, lineno }) => message && window.faults.push(`${message} ${filename}:${lineno}`));
window.addEventListener(
  "error",
  ({ target }) => target !== window && target.matches("script, img, [rel=stylesheet]") && window.faults.push(`not loaded: ${target.src ?? target.href}`),
  true,
);
window.addEventListener("securitypolicyviolation", ({ blockedURI }) => window.faults.push(`asked another host: ${blockedURI}`));
window.addEventListener("unhandledrejection", (event) => window.faults.push(`unhandled: ${event.reason}`));
for (const name of ["error", "warn"]) {
  const original = console[name];
  console[name] = (...values) => {
    window.faults.push(`console: ${values.join(" ")}`);
    original.apply(console, values);
  };
}
delete Navigator.prototype.serviceWorker;
