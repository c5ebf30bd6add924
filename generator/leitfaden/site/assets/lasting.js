// What may take the record away without a fault of anybody's, said where it applies and before it happens: a browser that
// forgets what isn't visited, and a private window. The export is one press away.

/** Says on home and beside the record what may end it. */
async function warnOfLoss() {
  const before = document.querySelector("leitfaden-continue, .lf-kept");
  if (!before || record.trouble || location.protocol === "file:") return;
  const reason = (await isPrivateWindow()) ? "private" : forgetsAfterAWeek() && record.count() ? "week" : "";
  if (!reason) return;
  const note = make("div", "lf-lasting", say(`lasting_${reason}`));
  const button = make("button", "md-button", say("record_export"));
  button.setAttribute("type", "button");
  button.addEventListener("click", exportRecord);
  note.append(" ", button);
  before.before(note);
}

/**
 * Whether the browser deletes what scripts stored on a site that isn't visited for seven days of its use. WebKit does, but
 * for sites on the home screen (webkit.org/blog/10218, read in November 2026).
 */
function forgetsAfterAWeek() {
  const standalone = matchMedia("(display-mode: standalone)").matches;
  return "GestureEvent" in window && !standalone; // an interface that no other engine has
}

/** Whether this is a private window, where the browser lets it be known: Firefox and Safari refuse a private one files. */
async function isPrivateWindow() {
  try {
    await navigator.storage?.getDirectory?.();
    return false;
  } catch {
    return true;
  }
}

function exportRecord() {
  saveFile(`${SETTINGS.course}.json`, "application/json", record.exported());
}
