// Types for the checker alone; nothing here reaches a browser.

type Rules =
  | { form: "pick"; several: boolean; weights: Record<string, number> }
  | { form: "rate"; key: string; credit: Record<string, number> }
  | { form: "order"; key: string[] };

type Answer = string | string[] | null;

/** One check in the browser: what the record keeps, for ever and unchanged. Times are ISO 8601, durations seconds. */
interface Answered {
  id: string;
  activity: string;
  revision: string;
  responses: Record<string, Answer>;
  score: number;
  try: number;
  time: string;
  duration: number;
  confidence: number | null;
  hints: number;
}

interface RecordFile {
  leitfaden: number;
  course: string;
  events: Answered[];
}

/** How a form of interaction is read, shown and cleared; each kind's script adds those that it needs. */
interface Form {
  /** Listens to what native inputs don't do by themselves. */
  start?(part: Element): void;
  /** The learner's answer, or null while there is none. */
  read(part: Element): Answer;
  /** Puts an answer back into the page. */
  write(part: Element, answer: Answer): void;
  /** Marks what is right and wrong and moves the reasons to where the eye is. */
  show(part: Element, rules: Rules, answer: Answer, solution: Solution): void;
  /** Takes the marks away; keeps what was right. */
  clear(part: Element, rules: Rules): void;
}

interface Solution {
  /** Copies the reasons for `id` of the interaction that `part` holds into `place`; `chosen` picks those that hold for one answer only. */
  reasons(part: Element, id: string, place: Element, chosen?: string): void;
}

declare const SETTINGS: {
  course: string;
  locale: string;
  words: Record<string, any>;
};

interface Window {
  leitfaden?: object;
}
