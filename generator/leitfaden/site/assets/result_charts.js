// The pictures on the page of results, each from its figures and for a width.

/**
 * A row for each module: what became of its activities, and the way from the first tries to the best.
 * @param {ModuleFigures[]} modules @param {number} width
 */
function moduleChart(modules, width) {
  const [row, top, gap, note] = [46, 26, 20, 42];
  const lane = (width - gap) / 2 - note;
  const right = (width + gap) / 2;
  const bottom = top + modules.length * row;
  const rows = modules.flatMap((one, at) => moduleRow(one, { y: top + at * row, lane, right, width }));
  const mark = right + lane * COURSE.passMark;
  return picture(
    { width, height: bottom + 18, title: say("results_modules_chart"), about: say("results_modules_about_chart", sumOf(modules)) },
    label(0, 12, say("results_lane_activities"), "lf-small"),
    label(right, 12, say("results_lane_tries"), "lf-small"),
    upright(mark, top + 8, bottom, "lf-mark-line"),
    label(mark, bottom + 13, say("results_pass_mark", { percent: PERCENT.format(COURSE.passMark) }), "lf-small", "middle"),
    ...rows,
  );
}

/** @param {ModuleFigures[]} modules */
function sumOf(modules) {
  const sum = (/** @type {"solved" | "tried" | "open"} */ key) => modules.reduce((all, one) => all + one[key], 0);
  return { solved: sum("solved"), tried: sum("tried"), open: sum("open") };
}

/** @param {ModuleFigures} figures @param {{ y: number, lane: number, right: number, width: number }} place */
function moduleRow({ module, solved, tried, open, first, best }, { y, lane, right, width }) {
  const all = solved + tried + open;
  const share = (/** @type {number} */ count) => (lane * count) / all;
  const bar = y + 20;
  const parts = [
    block(0, bar, lane, 12, "lf-track"),
    block(0, bar, share(solved), 12, "lf-good"),
    hatched(share(solved), bar, share(tried), 12, "lf-fair"),
    label(lane + 8, bar + 10.5, `${NUMBER.format(solved)}/${NUMBER.format(all)}`, "lf-small"),
    level(bar + 6, right, right + lane, "lf-axis"),
  ];
  const tries = first === null || best === null ? [] : fromTo(right, bar + 6, lane, first, best);
  const note = label(right + lane + 8, bar + 10.5, best === null ? "–" : PERCENT.format(best), "lf-small");
  return [label(0, y + 13, fitted(COURSE.modules[module], width), ""), ...parts, ...tries, note];
}

/** A ring where the first tries are, a dot where the best are. @param {number} x @param {number} y @param {number} width @param {number} from @param {number} to */
function fromTo(x, y, width, from, to) {
  return [draw("line", { x1: x + width * from, x2: x + width * to, y1: y, y2: y, class: "lf-way" }), dot(x + width * from, y, 5, "lf-ring"), dot(x + width * to, y, 4, "lf-dot")];
}

/**
 * A row for each group of claims, and in it a dot for each claim at what the last answers to it scored.
 * @param {GroupFigures[]} groups @param {number} width
 */
function claimChart(groups, width) {
  const [row, top, side] = [44, 24, 8];
  const lane = width - 2 * side;
  const bottom = top + groups.length * row;
  const mark = side + lane * COURSE.passMark;
  const firm = groups.flatMap(({ claims }) => claims).filter(({ word }) => word === "firm").length;
  const total = groups.reduce((sum, { claims }) => sum + claims.length, 0);
  return picture(
    { width, height: bottom + 20, title: say("results_claims_chart"), about: say("results_claims_about_chart", { firm, total }) },
    label(mark, 12, say("results_firm_from", { percent: PERCENT.format(COURSE.passMark) }), "lf-small", "middle"),
    ...groups.flatMap((group, at) => groupRow(group, { y: top + at * row, side, lane })),
    ...[0, 0.5, 1].map((share) => label(side + lane * share, bottom + 15, PERCENT.format(share), "lf-small", share === 0 ? "start" : share === 1 ? "end" : "middle")),
  );
}

/** @param {GroupFigures} figures @param {{ y: number, side: number, lane: number }} place */
function groupRow({ group, claims }, { y, side, lane }) {
  const firm = claims.filter(({ word }) => word === "firm").length;
  const line = y + 31;
  return [
    label(0, y + 14, fitted(group, lane - 90)),
    label(side * 2 + lane, y + 14, say("results_firm_of", { firm, total: claims.length }), "lf-small", "end"),
    level(line, side, side + lane, "lf-axis"),
    upright(side + lane * COURSE.passMark, line - 10, line + 10, "lf-mark-line"),
    ...spread(claims).map(({ mean, aside, word }) => claimMark(side + lane * mean, line + aside, word)),
  ];
}

/** A mark whose form says what its colour does. @param {number} x @param {number} y @param {ClaimFigures["word"]} word */
function claimMark(x, y, word) {
  if (word === "few") return dot(x, y, 5, "lf-ring");
  if (word === "firm") return dot(x, y, 5, "lf-dot lf-firm");
  const square = block(x - 4.5, y - 4.5, 9, 9, `lf-dot lf-${word}`);
  if (word === "shaky") square.setAttribute("transform", `rotate(45 ${x} ${y})`);
  return square;
}

/** Where the dots of claims stand, those with the same score one above the other. @param {ClaimFigures[]} claims */
function spread(claims) {
  const known = claims.flatMap(({ mean, word }) => (mean === null ? [] : [{ mean, word, place: Math.round(mean * 30) }]));
  return known.map((one, at) => {
    const same = known.filter(({ place }) => place === one.place);
    const before = known.slice(0, at).filter(({ place }) => place === one.place).length;
    return { ...one, aside: (before - (same.length - 1) / 2) * Math.min(8, 20 / same.length) };
  });
}

/** Four fields: sure and unsure, right and wrong, each with its number and a square as large. @param {Calibration} found @param {number} width */
function calibrationChart({ sure, unsure }, width) {
  const [gap, high, top] = [8, 92, 22];
  const wide = (width - gap) / 2;
  const most = Math.max(1, sure.right, sure.wrong, unsure.right, unsure.wrong);
  /** @type {[string, number, string][]} */
  const fields = [
    ["sure_right", sure.right, "lf-good"],
    ["sure_wrong", sure.wrong, "lf-bad"],
    ["unsure_right", unsure.right, "lf-fair"],
    ["unsure_wrong", unsure.wrong, "lf-plain"],
  ];
  const counts = Object.fromEntries(fields.map(([key, count]) => [key, count]));
  return picture(
    { width, height: top + 2 * high + gap, title: say("results_calibration_chart"), about: say("results_calibration_about_chart", counts) },
    label(wide / 2, 13, say("results_right"), "lf-small", "middle"),
    label(wide + gap + wide / 2, 13, say("results_wrong"), "lf-small", "middle"),
    ...fields.flatMap((field, at) => oneField(field, { x: (at % 2) * (wide + gap), y: top + Math.floor(at / 2) * (high + gap), wide, high, most })),
  );
}

/** @param {[string, number, string]} field @param {{ x: number, y: number, wide: number, high: number, most: number }} place */
function oneField([key, count, look], { x, y, wide, high, most }) {
  const side = Math.sqrt(count / most) * (high - 40);
  const square = /** @type {const} */ ([x + wide - 14 - side, y + 14, side, side, look]);
  return [
    block(x, y, wide, high, key === "sure_wrong" ? "lf-field lf-alarm" : "lf-field"),
    key === "sure_wrong" || key === "unsure_wrong" ? hatched(...square) : block(...square),
    label(x + 14, y + 44, NUMBER.format(count), "lf-large"),
    label(x + 14, y + high - 14, say(`results_${key}`), "lf-small"),
  ];
}

/** A bar for each week. @param {Week[]} weeks @param {number} width */
function weekChart(weeks, width) {
  const [high, top] = [110, 18];
  const step = Math.min(64, width / weeks.length);
  const most = Math.max(1, ...weeks.map(({ count }) => count));
  const bars = weeks.flatMap(({ start, count }, at) => {
    const tall = (high * count) / most;
    const x = at * step;
    const number = step < 20 || !count ? [] : [label(x + step / 2, top + high - tall - 5, NUMBER.format(count), "lf-small", "middle")];
    return [block(x + step * 0.14, top + high - tall, step * 0.72, tall, "lf-plain"), ...number, ...dateBelow(at, weeks.length, x, step, top + high + 16, start)];
  });
  const about = say("results_weeks_about_chart", { count: weeks.length, most });
  return picture({ width, height: top + high + 22, title: say("results_weeks_chart"), about }, level(top + high + 0.5, 0, step * weeks.length, "lf-axis"), ...bars);
}

/** The day that a week begins with, where there is room for it. @param {number} at @param {number} weeks @param {number} x @param {number} step @param {number} y @param {number} start */
function dateBelow(at, weeks, x, step, y, start) {
  const every = Math.ceil(52 / step);
  return (weeks - 1 - at) % every ? [] : [label(at ? x + step / 2 : x, y, SHORT_DAY.format(start), "lf-small", at ? (at === weeks - 1 && weeks > 2 && step < 40 ? "end" : "middle") : "start")];
}

/** The last few chances of a wrong idea as small marks, the latest one at the right: shown or not. @param {Belief} belief */
function trail({ chances }) {
  const said = chances.map(({ shown }) => say(shown ? "results_shown" : "results_not_shown")).join(", ");
  const marks = chances.flatMap(({ shown }, at) => (shown ? [block(at * 18 + 1, 1, 12, 12, "lf-bad")] : [dot(at * 18 + 7, 7, 5, "lf-ring")]));
  return picture({ width: chances.length * 18, height: 14, title: say("results_trail"), about: said }, ...marks);
}
