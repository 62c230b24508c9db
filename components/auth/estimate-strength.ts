import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { adjacencyGraphs, dictionary } from "@zxcvbn-ts/language-common";

/** How hard a password is to guess, from weak to strong. */
export type Strength = 1 | 2 | 3 | 4;

/** The rest of a longer password is ignored: it hardly changes the score, and the time grows faster than the length. */
const ESTIMATED_LENGTH = 32;

const zxcvbn = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, maxLength: ESTIMATED_LENGTH });

/**
 * Estimates how hard a password is to guess for somebody who knows `ownWords`, such as the name of its owner. Import this
 * module on demand: its dictionaries are larger than the rest of the site.
 */
export function estimateStrength(password: string, ownWords: string[]): Strength {
  const { score } = zxcvbn.check(password, ownWords);
  return score === 0 ? 1 : score;
}
