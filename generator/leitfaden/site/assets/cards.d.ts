// What review makes of answers: types for the checker alone, as in types.d.ts.

/** An answer that counts as evidence for the claims of its activity. */
interface Evidence {
  activity: StandingActivity;
  answered: Answered;
  rating: Rating;
  /** When it was answered, in milliseconds, as all times from here on. */
  time: number;
}

/** Again, hard, good, easy. */
type Rating = 1 | 2 | 3 | 4;

/** What FSRS knows after a review. */
interface Memory {
  /** Days after which nine in ten are remembered. */
  stability: number;
  /** From 1 to 10. */
  difficulty: number;
  last: number;
  due: number;
}

/** A claim in review: the card is the claim, whatever activity it was answered with. */
interface ClaimCard extends Memory {
  claim: string;
  /** In order of time, never empty. */
  history: Evidence[];
  /** Activities that it can be asked with, the one to ask next first; empty where tests alone know the claim. */
  asks: StandingActivity[];
}

interface DueDay {
  /** As 2026-05-04. */
  date: string;
  claims: string[];
}

/** An entry of a calendar file, in the words of the page that offers it. */
interface CalendarEvent {
  date: string;
  /** What makes it the same one in a later file; where there is none, its date. */
  key?: string;
  title: string;
  text: string;
}
