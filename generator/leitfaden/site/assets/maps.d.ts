// Types for the checker alone; nothing here reaches a browser. What later scripts know of the course, and make of it.

declare const STANDING: StandingMap;
declare const COURSE: CourseMap;
/** The address of the language's site, ending in `/`; for scripts after the main one. */
declare const ROOT: string;

/** What marks in the navigation and due reviews hang on; written by site/maps.py. Addresses begin at the site's root. */
interface StandingMap {
  /** Where the worker is that keeps the site for times without a network, from `ROOT`; "" where nothing is kept. */
  worker: string;
  activities: StandingActivity[];
  /** By module: its pages, lessons first, with the numbers of the activities that each shows. */
  modules: { id: string; pages: [string, number[]][] }[];
  /** The pages on results and reviews, where there are any. */
  results?: string;
  review?: string;
}

interface StandingActivity {
  id: string;
  revision: string;
  /** Ids that it had before. */
  former: string[];
  claims: string[];
  scored: boolean;
  /** What is kept for tests is never asked in a review. */
  use: "practice" | "test";
  at: string;
}

/** What things are called and where they are; written by site/maps.py. */
interface CourseMap {
  title: string;
  /** The way from the language's site to the whole site. */
  root: string;
  /** The addresses of home and of the pages on the learner's own work. */
  pages: Record<string, string>;
  version: string;
  passMark: number;
  modules: Record<string, string>;
  lessons: Record<string, { title: string; url: string; module: string; claims: string[] }>;
  groups: Record<string, string>;
  /** In their order, as scripts of data keep none: each group with its claims; under "" those without one. */
  claimsByGroup: [string, string[]][];
  claims: Record<string, { text: string; group: string }>;
  misconceptions: Record<string, { name: string; explanation: string[]; lesson: string }>;
  activities: Record<string, CourseActivity>;
  assessments: Record<string, CourseAssessment>;
}

interface CourseAssessment {
  title: string;
  purpose: "pre-test" | "module-test" | "final-test";
  /** Of a module test; else empty. */
  module: string;
  url: string;
  /** Null where there is nothing to pass. */
  passMark: number | null;
  /** Of a final test: the pre-test against which the gain is measured; else empty. */
  parallelTo: string;
  former: string[];
  feedback: "at-end" | "at-once";
  shuffle: boolean;
  /** In their order: who takes the test again gets the next one. */
  forms: TestForm[];
}

interface TestForm {
  id: string;
  pools: { draw: number; from: string[] }[];
}

/** A question of a sitting as the course has it today. */
interface Asked extends Weighed {
  activity: StandingActivity;
  /** The last answer; null where there is none. */
  answered: Answered | null;
}

/** What was reached, 0 to 1, of how many points. */
interface Weighed {
  score: number;
  points: number;
}

/** What changed from one test to a parallel one: two shares, their difference, and between which bounds the true one lies. */
interface Gain {
  before: number;
  after: number;
  gain: number;
  low: number;
  high: number;
  /** Whether it can be told from chance. */
  certain: boolean;
}

/** Something that the site keeps on the device; sizes in bytes. */
interface Stored {
  key: string;
  what: string;
  size: number;
  remove: () => unknown;
}

interface CourseActivity {
  prompt: string;
  scenario: string;
  module: string;
  points: number;
  /** By interaction: which part of a response betrays which misconception. See `_betrayed` in site/maps.py. */
  betrays: Record<string, Record<string, string>>;
  /** The rules of paths on which decisions betray something, by interaction. */
  plays: Record<string, PathRules>;
}
