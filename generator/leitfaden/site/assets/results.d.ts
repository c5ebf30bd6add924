// Types for the checker alone; nothing here reaches a browser. Figures on a learner's work.

interface ModuleFigures {
  module: string;
  solved: number;
  tried: number;
  open: number;
  /** The share of the points at the first tries of what was answered, null where nothing was. */
  first: number | null;
  best: number | null;
}

interface ClaimFigures {
  claim: string;
  /** All that count as evidence. */
  answers: number;
  /** The mean score of the last few of them. */
  mean: number | null;
  /** How likely it is that she still knows, by FSRS. */
  likely: number | null;
  /** Null where no review can ask it. */
  due: number | null;
  word: "none" | "few" | "firm" | "shaky" | "not_yet";
}

interface GroupFigures {
  group: string;
  claims: ClaimFigures[];
}

interface Sureness {
  right: number;
  wrong: number;
  /** The wrong ones, the last one first. */
  wrongs: Evidence[];
}

interface Calibration {
  unsure: Sureness;
  middle: Sureness;
  sure: Sureness;
}

/** An answer that could have betrayed a wrong idea. */
interface Chance {
  piece: Evidence;
  shown: boolean;
}

interface Belief {
  idea: string;
  /** The last few, in order of time. */
  chances: Chance[];
  shown: number;
  word: "held" | "wavering" | "since";
}

interface Week {
  start: number;
  count: number;
}

interface SittingFigures {
  about: CourseAssessment;
  time: number;
  questions: number;
  mean: number;
  /** Null where there was nothing to pass. */
  passed: boolean | null;
  retake: boolean;
}

/** The blocks of a module's questions, by scenario and by activity; written by site/reviewing.py. */
interface Questions {
  threads: Record<string, string>;
  activities: Record<string, string>;
}

/** A round of reviews. */
interface ReviewRound {
  of: "due" | "shaky";
  /** The claims that a round asks which are not due. */
  extra: string[];
  /** The claims that were asked. */
  asked: Set<string>;
  /** The activities that they were asked with. */
  activities: Set<string>;
  /** How many were right at the first try. */
  right: number;
  /** The activity that waits for an answer. */
  current: string | null;
}

/** How much of a module's scored practice is done, and how it went. */
interface ModuleCompletion {
  module: string;
  answered: number;
  total: number;
  first: number | null;
  /** The whole sittings of the module's test; null where it has none. */
  test: TestCompletion | null;
}

/** The best of all whole sittings of a test, and which of how many it was; nothing where there was none. */
interface TestCompletion {
  about: CourseAssessment;
  best: SittingFigures | undefined;
  place: number;
  count: number;
}

interface Completion {
  modules: ModuleCompletion[];
  answered: number;
  total: number;
  first: number | null;
  final: TestCompletion | null;
  complete: boolean;
  passed: boolean;
}
