// Types for the checker alone; nothing here reaches a browser. What the record keeps.

/** One check in the browser: what the record keeps, for ever and unchanged. Times are ISO 8601, durations seconds. */
interface Answered {
  id: string;
  activity: string;
  revision: string;
  responses: Record<string, Answer>;
  /** Null where nothing is scored. */
  score: number | null;
  try: number;
  time: string;
  duration: number;
  confidence: number | null;
  hints: number;
  /** The id of the test in which it was answered; empty in practice. */
  sitting: string;
}

/** A test that was begun: what was drawn, so that it is the same after a break. */
interface Begun {
  id: string;
  time: string;
  assessment: string;
  form: string;
  /** What its shuffling hangs on. */
  seed: string;
  /** Activities in the order in which they are asked. */
  questions: string[];
  /** The sitting whose wrong answers are asked once more; empty where the whole test is taken. */
  retake: string;
}

/** A test that was handed in. */
interface Finished {
  id: string;
  time: string;
  sitting: string;
}

type Kept = Answered | Begun | Finished;

interface Sitting {
  begun: Begun;
  finished: Finished | null;
  /** The last answer to each question, by activity. */
  answers: Map<string, Answered>;
}

interface RecordFile {
  leitfaden: number;
  course: string;
  answered: Answered[];
  begun: Begun[];
  finished: Finished[];
  texts: Record<string, OwnText>;
}

/** A text of the learner's own; the last one written counts. */
interface OwnText {
  text: string;
  time: string;
}
