import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { adjacencyGraphs, dictionary } from "@zxcvbn-ts/language-common";

/** How well a password withstands guessing, from weak to strong. */
export type Strength = 1 | 2 | 3 | 4;

/** What is longer is strong by then or never; and the time that an estimate takes grows faster than the password. */
const ESTIMATED_LENGTH = 32;

const zxcvbn = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, maxLength: ESTIMATED_LENGTH });

/**
 * Estimates how many guesses a password would take somebody who knows `ownWords`, such as its owner's name. Loaded when
 * somebody chooses a password, since what it knows weighs more than the rest of the site.
 */
export function estimateStrength(password: string, ownWords: string[]): Strength {
  const { score } = zxcvbn.check(password, ownWords);
  return score === 0 ? 1 : score;
}
