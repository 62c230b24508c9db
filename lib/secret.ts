const MASK = "**********";

/**
 * A text that does not print: string conversion, interpolation, JSON and `util.inspect` all give asterisks.
 */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** Gives the text itself. */
  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return MASK;
  }

  toJSON(): string {
    return MASK;
  }

  /** Node's `util.inspect` and `console.log` ask for this (Node API, util.inspect.custom). */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return MASK;
  }
}
