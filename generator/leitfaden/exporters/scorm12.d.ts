// Types for the checker alone; nothing here reaches a browser.

/** The run-time's functions (SCORM 1.2 RTE 3.3); everything is a string. */
interface Scorm12Api {
  LMSInitialize(empty: ""): string;
  LMSFinish(empty: ""): string;
  LMSGetValue(element: string): string;
  LMSSetValue(element: string, value: string): string;
  LMSCommit(empty: ""): string;
  LMSGetLastError(): string;
}

interface Window {
  API?: Scorm12Api;
}

/** What the package says of itself; written by scorm12.py. */
interface LmsPackage {
  course: string;
  /** The share of the points at which it is passed. */
  pass_mark: number;
  activities: LmsActivity[];
  words: Record<string, string>;
}

interface LmsActivity {
  id: string;
  revision: string;
  points: number;
  scored: boolean;
  /** What stands for it in a record that must be short, then what stood for it under its earlier ids. */
  marks: string[];
  entries: LmsEntry[];
}

/** An entry that each check adds to `cmi.interactions`; see scorm12_answers.py. */
interface LmsEntry {
  id: string;
  of: string;
  part: string;
  type: string;
  said: "signs" | "pairs" | "ids" | "placed" | "typed" | "nothing";
  signs: Record<string, string>;
  slots: Record<string, string>;
  patterns: string[];
  weight: number;
}

/** An activity whose answers are kept: what is needed to write them shortly and to read them again. */
interface KeptActivity {
  id: string;
  revision: string;
  marks: string[];
  rules: Record<string, Rules>;
}

/** A record as short text, and what of it found no room. */
interface Suspended {
  text: string;
  /** Keys of own texts that were left out. */
  lost: string[];
  /** Whether all answers to be shown again are in it. */
  whole: boolean;
}
