/** How much of a text lists are made from, in UTF-16 units: they show less than a third of it, and never read the rest. */
export const TEXT_START_LENGTH = 1_000;
