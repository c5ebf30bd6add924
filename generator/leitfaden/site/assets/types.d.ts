// Types for the checker alone; nothing here reaches a browser.

type Rules =
  | { form: "pick"; several: boolean; weights: Record<string, number> }
  | { form: "rate"; key: string; credit: Record<string, number> }
  | { form: "mark"; weights: Record<string, number> }
  | { form: "order"; key: string[] }
  | PlaceRules
  | { form: "gap"; blanks: Record<string, BlankRules> }
  | { form: "write" }
  | PathRules;

/** With a `key` each item has its slot; else `limits` judge the whole. */
interface PlaceRules {
  form: "place";
  slots: string[];
  key?: Record<string, string>;
  sorts?: Record<string, string>;
  least?: number;
  limits?: LimitRules[];
}

interface LimitRules {
  id: string;
  measure: "count" | "share" | "per_slot" | "each" | "in_a_row" | "gap" | "not_before" | "after";
  of: string[];
  least?: number;
  most?: number;
  slot?: string;
  first?: string[];
  weight: number;
}

/** An item and the number of its slot, from 0. */
interface Placed {
  slot: number;
  item: string;
}

/** A blank to choose for; with `accept` (ids of answers with the ways to write them) one to type into. */
interface BlankRules {
  weights: Record<string, number>;
  accept?: [string, string[]][];
  forgive?: string[];
}

/** States as start, least, most. `first` is the scene where it begins; one with `worth` is an ending. */
interface PathRules {
  form: "path";
  first: string;
  states: Record<string, [number, number, number]>;
  scenes: Record<string, SceneRules>;
}

interface SceneRules {
  turns?: Record<string, TurnRules>;
  worth?: number;
}

interface TurnRules {
  add?: Record<string, number>;
  when?: ConditionRules;
  ways: { to: string; when?: ConditionRules }[];
}

interface ConditionRules {
  least?: Record<string, number>;
  most?: Record<string, number>;
  chose?: string[];
  not_chose?: string[];
}

interface Play {
  id: string;
  scene: SceneRules;
  state: Record<string, number>;
  chosen: string[];
}

type Answer = string | string[] | Record<string, string[]> | null;

/**
 * How the form of an interaction is read, shown and cleared; each kind's script adds those that it needs. A template
 * that shows an interaction in a form of its own names it: `data-form`.
 */
interface Form<R extends Rules = any> {
  /** Listens to what native inputs don't do by themselves. */
  start?(part: HTMLElement, rules: R, activity: Host): void;
  /** The learner's answer, or null while there is none. */
  read(part: HTMLElement, rules: R): Answer;
  /** Says what is missing where `read` returns null, if the usual words don't fit. */
  missing?(part: HTMLElement): string;
  /** Puts an answer back into the page. */
  write(part: HTMLElement, answer: Answer, rules: R): void;
  /** Marks what is right and wrong and moves the reasons to where the eye is. */
  show(part: HTMLElement, rules: R, answer: Answer, activity: Host): void;
  /** Takes what is wrong away for another try, and keeps what was right. */
  clear(part: HTMLElement, rules: R): void;
}

/** What a form may ask of the activity that it stands in. */
interface Host extends HTMLElement {
  /** The activity's id, then those that it had before. */
  readonly ids: string[];
  /** Copies the reasons for `id` of the interaction that `part` holds into `place`; `chosen` picks those that hold for one answer only. */
  reasons(part: HTMLElement, id: string, place: Element, chosen?: string): void;
  /** Says something to eyes and screen readers. */
  say(text: string): void;
}

declare const SETTINGS: {
  course: string;
  language: string;
  locale: string;
  /** How the language writes 0 per cent. */
  percent: string;
  words: Record<string, any>;
};

interface Window {
  leitfaden?: { record: LearnerRecord; score: (rules: Rules, answer: Answer | undefined) => number | null; scoreAll: Function; lengths: Record<string, (text: string) => number>; shared?: object };
  /** Where the record is kept instead of on the device; set by a script that runs before the site's. */
  leitfadenStorage?: Pick<Storage, "length" | "key" | "getItem" | "setItem" | "removeItem">;
  /** The questions of reviews by module, as far as they were loaded. */
  leitfadenQuestions?: Record<string, Questions>;
}
