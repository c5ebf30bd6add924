// A learning platform as small as can be: scorm-again's run-time in the window around the package, every call written down.

const FUNCTIONS = ["LMSInitialize", "LMSFinish", "LMSGetValue", "LMSSetValue", "LMSCommit", "LMSGetLastError", "LMSGetErrorString", "LMSGetDiagnostic"];
const player = {
  /** Each call as [name, …arguments, result, error]. */
  calls: [],
  /** What the platform has when the learner has gone: as of the last commit. */
  stored: null,

  /**
   * Makes an API with what an earlier session left, as a platform does between sessions.
   * `refusing`: functions that fail; `lacking`: elements that this platform doesn't know.
   */
  prepare({ stored = null, mastery = "", mode = "", refusing = [], lacking = [] } = {}) {
    this.calls = [];
    this.stored = stored;
    const inner = new Scorm12API({ autocommit: false, logLevel: 5, mastery_override: true });
    if (stored) inner.loadFromJSON(between(stored), "cmi");
    inner.cmi.setStartTime?.();
    if (mastery) inner.loadFromJSON({ student_data: { mastery_score: mastery } }, "cmi");
    if (mode) inner.loadFromJSON({ core: { lesson_mode: mode } }, "cmi");
    const call = (name, ...given) => {
      if (name === "LMSSetValue" && lacking.some((element) => given[0].startsWith(element))) return ["false", "401"];
      if (name === "LMSGetValue" && lacking.some((element) => given[0].startsWith(element))) return ["", "401"];
      if (refusing.includes(name)) return ["false", "101"];
      const result = String(inner[name](...given));
      return [result, String(inner.LMSGetLastError())];
    };
    let last = "0";
    window.API = Object.fromEntries(
      FUNCTIONS.map((name) => [
        name,
        (...given) => {
          if (name === "LMSGetLastError") return last;
          const [result, error] = call(name, ...given);
          last = error;
          this.calls.push([name, ...given, result, error]);
          if (result === "true" && (name === "LMSCommit" || name === "LMSFinish")) this.stored = inner.renderCMIToJSONObject().cmi;
          return result;
        },
      ]),
    );
  },

  /** Shows the package, as a frame or in a window of its own. */
  launch(url) {
    const frame = document.createElement("iframe");
    frame.src = url;
    frame.title = "package";
    document.body.append(frame);
  },

  /** The learner closes it. */
  close() {
    document.querySelector("iframe").remove();
  },
};

/** What a platform hands to the next session: `entry` tells whether the last one was suspended (RTE 3.4.4, cmi.core.entry). */
function between(cmi) {
  const { session_time: _, exit, ...core } = cmi.core;
  return { ...cmi, core: { ...core, entry: exit === "suspend" ? "resume" : "" } };
}
