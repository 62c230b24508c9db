import fc from "fast-check";
import { members, type Hints, type ObjectSchema } from "./members";

/** A body, and whether the API document allows it. */
export interface Body {
  bytes: Buffer;
  contentType: string | undefined;
  contentEncoding?: string;
  isRight: boolean;
}

/** Longer than a body may be (256 KiB). */
const TOO_LARGE = "x".repeat(256 * 1024);
const brokenBytes = (right: fc.Arbitrary<Buffer>): fc.Arbitrary<Buffer> =>
  fc.oneof(
    fc.tuple(right, fc.nat(), fc.constantFrom(0xff, 0xc0, 0xed, 0xf8, 0x00)).map(([bytes, at, byte]) => {
      const place = at % (bytes.length + 1);
      return Buffer.concat([bytes.subarray(0, place), Buffer.of(byte), bytes.subarray(place)]);
    }),
    fc.tuple(right, fc.nat()).map(([bytes, at]) => bytes.subarray(0, at % (bytes.length + 1))),
    right.map((bytes) => Buffer.from(bytes.toString(), "utf16le")),
    fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
    fc
      .constantFrom(
        "",
        "{",
        "}",
        "{'a':1}",
        '{"a":1,}',
        "NaN",
        "\ufeff",
        "[]",
        "null",
        '"text"',
        "1",
        "=",
        "&&",
        "%",
      )
      .map((text) => Buffer.from(text)),
    fc
      .constantFrom("[".repeat(100_000), `{"title":"${TOO_LARGE}"}`, `username=${TOO_LARGE}`)
      .map((t) => Buffer.from(t)),
  );

const wrongMediaType = fc.oneof(
  fc.constantFrom(
    "text/plain",
    "application/xml",
    "garbage",
    "*/*",
    "application/",
    "; charset=utf-8",
    "a/b;;;",
  ),
  fc.constantFrom(
    "application/json; charset=latin1",
    "application/json, text/plain",
    `a/${"b".repeat(4_000)}`,
  ),
  fc.constantFrom(
    "multipart/form-data",
    "multipart/form-data; boundary=",
    "application/problem+json",
    "\xff/\xfe",
  ),
);

/** Mixes bodies that are invalid as a whole with the valid ones. */
function withFaults(right: fc.Arbitrary<Body>): fc.Arbitrary<Body> {
  return fc.oneof(
    { weight: 8, arbitrary: right },
    {
      weight: 2,
      arbitrary: right.chain((body) =>
        brokenBytes(fc.constant(body.bytes)).map((bytes) => ({ ...body, bytes, isRight: false })),
      ),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(right, fc.option(wrongMediaType, { nil: undefined }))
        .map(([body, contentType]) => ({ ...body, contentType, isRight: false })),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(right, fc.constantFrom("gzip", "br", "x", "", "identity, gzip"))
        .map(([body, contentEncoding]) => ({ ...body, contentEncoding, isRight: false })),
    },
  );
}

/** Generates JSON bodies. */
export function jsonBody(schema: ObjectSchema, hints: Hints): fc.Arbitrary<Body> {
  const mediaType = fc.constantFrom(
    "application/json",
    "APPLICATION/Json",
    "application/json; charset=UTF-8",
  );
  const right = fc
    .tuple(members(schema, hints, 1, JSON.stringify), mediaType)
    .map(([{ pairs, isRight }, contentType]) => ({
      bytes: Buffer.from(`{${pairs.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join()}}`),
      contentType,
      isRight,
    }));
  return withFaults(right);
}

/** Generates forms, of both kinds. */
export function formBody(schema: ObjectSchema, hints: Hints): fc.Arbitrary<Body> {
  const right = fc
    .tuple(
      // Mostly known names and passwords, because these forms are for logging in.
      members(schema, hints, 12, (text) => text.toWellFormed()),
      fc.boolean(),
      fc.boolean(),
    )
    .map(([{ pairs, isRight }, isMultipart, hasFile]): Body => {
      if (!isMultipart) {
        const text = new URLSearchParams(pairs).toString();
        return { bytes: Buffer.from(text), contentType: "application/x-www-form-urlencoded", isRight };
      }
      const parts = pairs.map(([name, value], index) => {
        const file = hasFile && index === 0 ? '; filename="a.txt"' : "";
        const disposition = `Content-Disposition: form-data; name="${encodeURIComponent(name.toWellFormed())}"${file}`;
        return `--limit\r\n${disposition}\r\n\r\n${value}\r\n`;
      });
      const bytes = Buffer.from(`${parts.join("")}--limit--\r\n`);
      const contentType = "multipart/form-data; boundary=limit";
      return { bytes, contentType, isRight: isRight && !hasFile };
    });
  return withFaults(right);
}
