import fc from "fast-check";
import { boundaryText, oddText, rightText, type TextSchema } from "./texts";

/** An object schema of the API document; all members of requests are strings. */
export interface ObjectSchema {
  properties: Record<string, TextSchema>;
  required?: readonly string[];
}

/** Existing values by the name of their member, such as a taken username or a correct password. */
export type Hints = Readonly<Record<string, readonly string[]>>;

/** The members of a body. */
export interface Members {
  /** Names, and values in the notation of the media type. */
  pairs: [string, string][];
  isRight: boolean;
}

const wrongValue = fc.oneof(
  fc.constantFrom(
    "null",
    "true",
    "0",
    "-0",
    "1e400",
    "1e-400",
    "9007199254740993",
    "1".repeat(400),
    "[]",
    "{}",
  ),
  fc.constantFrom('["a"]', '{"a":1}', '{"length":20}', `${"[".repeat(2_000)}${"]".repeat(2_000)}`),
  fc.json({ stringUnit: "binary" }),
);
const extraName = fc.oneof(
  fc.constantFrom("id", "user_id", "password_hash", "is_admin", "__proto__", "constructor", "toString", ""),
  oddText,
);

/** Generates the members of a body: most are valid, some invalid, some unknown. */
export function members(
  schema: ObjectSchema,
  hints: Hints,
  hintWeight: number,
  encode: (text: string) => string,
): fc.Arbitrary<Members> {
  const each = Object.entries(schema.properties).map(([name, text]) => {
    const right = fc.oneof(
      { weight: 3, arbitrary: rightText(text) },
      ...(hints[name] ? [{ weight: hintWeight, arbitrary: fc.constantFrom(...hints[name]) }] : []),
    );
    const isRequired = schema.required?.includes(name) ?? false;
    const one = (value: fc.Arbitrary<string>, isRight: boolean): fc.Arbitrary<Members> =>
      value.map((notation) => ({ pairs: [[name, notation]], isRight }));
    return fc.oneof(
      { weight: 10, arbitrary: one(right.map(encode), true) },
      { weight: 2, arbitrary: one(oddText.map(encode), false) },
      { weight: 2, arbitrary: one(boundaryText(text).map(encode), false) },
      { weight: 1, arbitrary: one(wrongValue, false) },
      { weight: 2, arbitrary: fc.constant<Members>({ pairs: [], isRight: !isRequired }) },
      {
        weight: 1,
        arbitrary: fc.tuple(right.map(encode), right.map(encode)).map(([first, second]): Members => ({
          pairs: [
            [name, first],
            [name, second],
          ],
          isRight: false,
        })),
      },
    );
  });
  // Never twice: OAuth 2.0 forbids repeated parameters (RFC 6749 §3.2).
  const extras = fc.uniqueArray(fc.tuple(extraName, fc.oneof(wrongValue, oddText.map(encode))), {
    maxLength: 2,
    selector: ([name]) => name.toWellFormed(),
  });
  return fc.tuple(fc.tuple(...each), extras).map(([known, unknown]) => ({
    pairs: [
      ...known.flatMap(({ pairs }) => pairs),
      ...unknown.filter(([name]) => !(name in schema.properties)),
    ],
    isRight: known.every(({ isRight }) => isRight),
  }));
}
