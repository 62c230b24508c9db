import fc from "fast-check";

/** The keywords of a JSON Schema for strings. */
export interface TextSchema {
  minLength?: number;
  maxLength?: number;
  format?: string;
  const?: string;
}

/** Every general category of Unicode (UAX #44), surrogates and unassigned code points among them. */
const CATEGORIES =
  "Lu Ll Lt Lm Lo Mn Mc Me Nd Nl No Pc Pd Ps Pe Pi Pf Po Sm Sc Sk So Zs Zl Zp Cc Cf Cs Co Cn".split(" ");
const SAMPLES_PER_CATEGORY = 40;
const CODE_POINT_MAX = 0x10_ff_ff;

function charactersOf(category: string): string[] {
  const belongs = new RegExp(`^\\p{${category}}$`, "u");
  const found: string[] = [];
  for (let point = 0; point <= CODE_POINT_MAX && found.length < SAMPLES_PER_CATEGORY; point += 1) {
    const character = String.fromCodePoint(point);
    if (belongs.test(character)) found.push(character);
  }
  return found;
}

const anyCharacter = fc.oneof(
  ...CATEGORIES.map((category) => fc.constantFrom(...charactersOf(category))),
  fc.integer({ min: 0, max: CODE_POINT_MAX }).map((point) => String.fromCodePoint(point)),
);

/** Unusual texts that a client may send. */
export const oddText: fc.Arbitrary<string> = fc.oneof(
  fc.array(anyCharacter, { maxLength: 30 }).map((characters) => characters.join("")),
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.constantFrom(
    ...["", " ", "\0", "\ud800", "a\udfffb", "\u202e", "\ufeff", "\u3164", "\u212a", "ß", "e\u0301"],
    ...["null", "__proto__", "constructor", "NaN", "-1", "1e999", "' OR 1=1 --", "%00", "{{7*7}}"],
    ...["<script>alert(1)</script>", "../../etc/passwd", "a\r\nSet-Cookie: a=b", "a@b@c", "@", "ada@[::1]"],
    "a".repeat(5_000),
    "\u{1f468}\u200d\u{1f469}\u200d\u{1f467}".repeat(20),
  ),
);

/** Texts at the limits of length, or one character beyond them. */
export function boundaryText({ minLength = 1, maxLength = 300 }: TextSchema): fc.Arbitrary<string> {
  const lengths = [minLength, maxLength].flatMap((limit) => [Math.max(limit - 1, 0), limit, limit + 1]);
  return fc
    .tuple(fc.constantFrom(...lengths), fc.oneof(fc.constantFrom("a", "1"), anyCharacter))
    .map(([length, character]) => character.repeat(length));
}

/** Generates valid texts, including the shortest and the longest. */
export function rightText(schema: TextSchema): fc.Arbitrary<string> {
  const { minLength = 1, maxLength = 300 } = schema;
  if (schema.const !== undefined) return fc.constant(schema.const);
  // The first and the last come most often; repeating them must not give a common password.
  const plain = (limits: fc.StringConstraints) =>
    fc.string({ unit: fc.constantFrom(..."字abcdefghijklmnopqrstuvwxyz0123456789éß"), ...limits });
  const local = fc.string({ unit: fc.constantFrom(..."abcdefgh01234567"), minLength: 4, maxLength: 30 });
  if (schema.format === "email") return local.map((name) => `${name}@example.com`);
  return fc.oneof(
    { weight: 8, arbitrary: plain({ minLength, maxLength: Math.min(maxLength, minLength + 30) }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(minLength, maxLength).map((length) => "字".repeat(length)),
    },
  );
}
