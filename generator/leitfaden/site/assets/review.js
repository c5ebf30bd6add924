// The page of reviews: what is due, one question at a time in place, and what comes when. Questions lie in a script for each
// module (site/reviewing.py), which is loaded when one of them is asked; a script, since it can be had from `file://` too.

/** So many are offered where nothing is due. */
const EXTRA = 5;
/** So many of the next dates are listed. */
const DATES = 6;
const LONG_DAY = new Intl.DateTimeFormat(SETTINGS.locale, { weekday: "long", day: "numeric", month: "long" });

class ReviewElement extends HTMLElement {
  /** Nothing while no question is asked. @type {ReviewRound | null} */
  round = null;
  /** Whether a question is on its way. */
  loading = false;

  connectedCallback() {
    this.addEventListener("leitfaden:answered", this);
    record.addEventListener("change", this);
    this.show(...overview(this));
  }

  disconnectedCallback() {
    record.removeEventListener("change", this);
  }

  /** @param {Event} event */
  handleEvent(event) {
    if (event.type === "change") {
      if (!this.round && !this.contains(document.activeElement)) this.show(...overview(this)); // another page's doing
    } else if (this.round?.current) this.answered(/** @type {CustomEvent<Answered>} */ (event).detail);
  }

  /** @param {...Node} content */
  show(...content) {
    this.replaceChildren(...content);
  }

  /** Begins with what is due, or with so many of the shakiest. @param {"due" | "shaky"} of */
  begin(of) {
    const extra = of === "shaky" ? shakiest(currentCards(), Date.now()).map(({ claim }) => claim) : [];
    this.round = { of, extra, asked: new Set(), activities: new Set(), right: 0, current: null };
    void this.next();
  }

  /** Asks the next question; at the end says what comes when. */
  async next() {
    const { round } = this;
    if (!round || this.loading) return;
    const cards = comingCards(round);
    if (!cards.length) {
      this.round = null;
      this.show(...ending(this, round));
      this.focusHeading();
      return;
    }
    round.asked.add(cards[0].claim);
    const activity = questionFor(cards[0], round);
    this.loading = true;
    try {
      await loadQuestions(this, COURSE.activities[activity.id].module);
    } catch {
      round.asked.delete(cards[0].claim);
      this.show(make("h2", "", say("review_not_loaded")), make("p", "", say("review_not_loaded_hint")), press(say("review_try_again"), () => void this.next()));
      this.focusHeading();
      return;
    } finally {
      this.loading = false;
    }
    round.activities.add(activity.id);
    round.current = activity.id;
    this.show(...question(activity, say(round.of === "due" ? "review_left" : "review_extra_left", { count: cards.length })));
    this.focusHeading();
  }

  /** Offers to go on once the question was answered; further tries change nothing. @param {Answered} event */
  answered({ score }) {
    const round = /** @type {ReviewRound} */ (this.round);
    round.current = null;
    if (score === 1) round.right += 1;
    const word = comingCards(round).length ? "review_next" : "review_finish";
    this.append(holding("p", "lf-onwards", press(say(word), () => void this.next(), "md-button md-button--primary")));
  }

  focusHeading() {
    const heading = this.querySelector("h2");
    if (!heading) return;
    heading.tabIndex = -1;
    heading.focus();
  }
}

function currentCards() {
  return cards(record.answers(), STANDING.activities);
}

/** The claims that a round has still to ask, the next one first. @param {ReviewRound} round */
function comingCards({ of, extra, asked }) {
  const all = currentCards();
  const coming = of === "due" ? dueClaims(all, Date.now()) : extra.flatMap((claim) => all.get(claim) ?? []);
  return coming.filter(({ claim }) => !asked.has(claim));
}

/** What is least likely to be remembered of what isn't due. @param {Map<string, ClaimCard>} all @param {number} now */
function shakiest(all, now) {
  const known = [...all.values()].filter(({ asks }) => asks.length);
  return known.sort((a, b) => Number(isSureAndWrong(b)) - Number(isSureAndWrong(a)) || retrievability(a, now) - retrievability(b, now) || a.stability - b.stability).slice(0, EXTRA);
}

/** The activity that asks a claim: never seen, else seen longest ago, and none twice in a round if that can be. @param {ClaimCard} card @param {ReviewRound} round */
function questionFor(card, { activities }) {
  return card.asks.find(({ id }) => !activities.has(id)) ?? askedWith(card);
}

/** @param {HTMLElement} review @param {string} module @returns {Promise<void>} */
function loadQuestions(review, module) {
  if (window.leitfadenQuestions?.[module]) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = ROOT + JSON.parse(review.dataset.questions ?? "{}")[module];
    script.addEventListener("load", () => resolve());
    script.addEventListener("error", () => {
      script.remove();
      reject(new Error(module));
    });
    document.head.append(script);
  });
}

/** A question with its thread. @param {StandingActivity} activity @param {string} left */
function question({ id }, left) {
  const { module, scenario } = COURSE.activities[id];
  const { threads, activities } = /** @type {Record<string, Questions>} */ (window.leitfadenQuestions)[module];
  const template = document.createElement("template");
  template.innerHTML = threads[id.slice(0, id.indexOf("/"))] + activities[id];
  template.content.querySelector("leitfaden-activity")?.setAttribute("data-as", "review");
  return [holding("h2", "", make("span", "lf-still", left), " ", scenario), template.content];
}

/** What is due, or when the next is. @param {ReviewElement} review @returns {Node[]} */
function overview(review) {
  const [all, now] = [currentCards(), Date.now()];
  const due = dueClaims(all, now);
  if (![...all.values()].some(({ asks }) => asks.length)) return [make("p", "", say("review_nothing_yet")), holding("p", "", linkTo(COURSE.pages.index, say("results_begin"), "md-button md-button--primary"))];
  const wrong = due.filter(isSureAndWrong).length;
  const begin = press(say("review_begin"), () => review.begin("due"), "md-button md-button--primary");
  if (!due.length) return [make("h2", "", say("review_nothing_due")), ...coming(review, all, now)];
  const first = wrong ? [make("p", "", say("review_sure_wrong", { count: wrong }))] : [];
  return [make("h2", "", say("review_due", { count: due.length })), ...first, holding("p", "lf-bar", begin), askingBox(), ...dates(all, now)];
}

/** @param {ReviewElement} review @param {ReviewRound} round */
function ending(review, { asked, right, of, activities }) {
  const result = make("p", "", say("review_result", { count: activities.size, right }));
  return [make("h2", "", say(of === "due" ? "review_done" : "review_extra_done")), result, ...coming(review, currentCards(), Date.now())];
}

/** What can be done where nothing is due, and what comes when. @param {ReviewElement} review @param {Map<string, ClaimCard>} all @param {number} now */
function coming(review, all, now) {
  const offer = press(say("review_extra"), () => review.begin("shaky"));
  return [...dates(all, now), make("p", "lf-about", say("review_extra_about", { count: EXTRA })), holding("p", "lf-bar", offer)];
}

/** The next dates, and the file that holds them. @param {Map<string, ClaimCard>} all @param {number} now */
function dates(all, now) {
  const days = dueDays(all, now);
  const rows = days.slice(0, DATES).map(({ date, claims }) => [LONG_DAY.format(noonOf(date)), NUMBER.format(claims.length)]);
  const more = days.length > DATES ? [make("p", "lf-about", say("review_more_dates", { count: days.length - DATES }))] : [];
  const file = press(say("review_calendar"), () => saveEvents(SETTINGS.course, dueEvents(all, Date.now())));
  return [
    part(say("review_coming"), "", tableOf(say("review_dates"), [say("review_col_day"), say("review_col_claims")], rows, "lf-sr"), ...more, holding("p", "lf-bar", file), make("p", "lf-about", say("review_calendar_about"))),
  ];
}

/** A date where the learner is. @param {string} date as 2026-05-04 */
function noonOf(date) {
  return new Date(`${date}T12:00`);
}

/** @param {Map<string, ClaimCard>} all @param {number} now @returns {CalendarEvent[]} */
function dueEvents(all, now) {
  const here = location.protocol === "file:" ? "" : `\n${ROOT}${COURSE.pages.review}`;
  return dueDays(all, now).map(({ date, claims }) => ({ date, title: say("review_event", { title: COURSE.title }), text: say("review_due", { count: claims.length }) + here }));
}
