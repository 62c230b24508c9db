/** How much of each text the list pages load, in characters. Excerpts show less than a third of it. */
export const TEXT_START_LENGTH = 1_000;
