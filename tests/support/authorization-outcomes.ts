import type { ProblemCode } from "./problems";
import type { Author } from "./users";

/** The callers of the authorization matrix. */
export const PEOPLE = [
  "anonymous",
  "anonymous with Next's internal headers",
  "another user",
  "a deleted user",
  "an expired token",
  "an ended session",
  "owner",
] as const;

export type Person = (typeof PEOPLE)[number];
/** A status, or the code of a problem. */
export type Outcome = number | ProblemCode;

/** Who gets which response to one method of one route. */
export interface Row {
  outcomes: Record<Person, Outcome>;
  /** The body, for `owner`, who owns the account and the post of the path. */
  send?: (owner: Author) => { json?: unknown; form?: Record<string, string>; body?: BodyInit };
  /** Whether it changes the data where it is allowed. */
  writes?: boolean;
}

export const anyone = (outcome: Outcome) => byOutcome(outcome, outcome, outcome, outcome);
export const signedIn = (outcome: Outcome) =>
  byOutcome("not-authenticated", outcome, outcome, "invalid-token");
export const ownerAlone = (outcome: Outcome) =>
  byOutcome("not-authenticated", outcome, "forbidden", "invalid-token");

/** Names the outcome for each caller: all whose credentials do not work have the same. */
export function byOutcome(
  anonymous: Outcome,
  owner: Outcome,
  another: Outcome,
  invalid: Outcome,
): Row["outcomes"] {
  return {
    anonymous,
    "anonymous with Next's internal headers": anonymous,
    owner,
    "another user": another,
    "a deleted user": invalid,
    "an expired token": invalid,
    "an ended session": invalid,
  };
}
