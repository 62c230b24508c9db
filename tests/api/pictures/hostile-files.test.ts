import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { call } from "../../support/call";
import { provideInkwell } from "../../support/inkwell";
import { expectProblem, fieldErrorOf } from "../../support/problems";
import { drawPicture, makePng, sendPicture, storePicture, toBytes, type Bytes } from "../../support/pictures";
import { signUp, type Author } from "../../support/users";

const server = provideInkwell();
const MAX_BYTES = 5 * 1024 * 1024;
const SCRIPT = "<script>alert(1)</script>";
let ada: Author;

beforeAll(async () => {
  ada = await signUp(server);
});

const text = (content: string): Bytes => new Uint8Array(Buffer.from(content, "latin1"));
const half = (bytes: Bytes): Bytes => bytes.slice(0, bytes.length / 2);
const join = (...parts: (string | Bytes)[]): Bytes =>
  new Uint8Array(Buffer.concat(parts.map((part) => (typeof part === "string" ? text(part) : part))));
/** A picture that does not compress to nothing, so that its half has pixels. */
const noise = () =>
  sharp({
    create: {
      width: 300,
      height: 300,
      channels: 3,
      noise: { type: "gaussian", mean: 128, sigma: 30 },
      background: "red",
    },
  });

/** Returns the color in the middle of a picture. */
async function colorOf(served: Bytes): Promise<number[]> {
  const raw = await sharp(served)
    .extract({ left: 256, top: 256, width: 1, height: 1 })
    .removeAlpha()
    .raw()
    .toBuffer();
  return [...raw];
}

function expectColor(color: readonly number[], [red, green, blue]: readonly [number, number, number]): void {
  for (const [index, value] of [red, green, blue].entries())
    expect(
      Math.abs((color[index] ?? 0) - value),
      `${color.join()} is about ${red},${green},${blue}`,
    ).toBeLessThan(40);
}

describe("a file that is no picture of an accepted type is rejected with 422", () => {
  it.each<[string, () => Bytes | Promise<Bytes>]>([
    ["nothing", () => text("")],
    ["HTML", () => text(`<!doctype html>${SCRIPT}`)],
    ["SVG", () => text(`<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">${SCRIPT}</svg>`)],
    [
      "SVG after an XML declaration",
      () => text('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
    ],
    ["PDF", () => text("%PDF-1.4\n%%EOF")],
    ["TIFF", () => toBytes(drawPicture().tiff())],
    ["PPM", () => text("P3 1 1 255 0 0 0\n")],
    ["half a PNG", async () => half(await toBytes(noise().png()))],
    ["half a JPEG", async () => half(await toBytes(noise().jpeg()))],
    ["half a WebP", async () => half(await toBytes(noise().webp()))],
    ["half an AVIF", async () => half(await toBytes(noise().avif({ effort: 0 })))],
    ["the signature of a PNG", async () => (await makePng()).slice(0, 8)],
    ["a GIF that is JavaScript", () => text(`GIF89a/*${"x".repeat(20)}*/=alert(1)`)],
  ])("%s", async (_what, make) => {
    expectProblem(await sendPicture(server, ada, await make()), "validation-error", {
      errors: [fieldErrorOf("file", "not-a-picture")],
    });
  });
});

describe("a picture keeps nothing but its pixels", () => {
  it.each<[string, () => Promise<Bytes>]>([
    ["HTML after a JPEG", async () => join(await toBytes(drawPicture().jpeg()), `<html>${SCRIPT}`)],
    ["a ZIP after a PNG", async () => join(await makePng(), `PK\u0003\u0004${SCRIPT}`)],
    [
      "a script in its metadata",
      () =>
        toBytes(
          drawPicture()
            .jpeg()
            .withExif({ IFD0: { ImageDescription: SCRIPT } }),
        ),
    ],
    [
      "a script in XMP",
      () =>
        toBytes(drawPicture().jpeg().withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/">${SCRIPT}</x:xmpmeta>`)),
    ],
  ])("%s", async (_what, make) => {
    const { served } = await storePicture(server, ada, await make());
    expect(Buffer.from(served).toString("latin1")).not.toContain("script");
  });

  it("is turned upright and loses its location", async () => {
    const top = await drawPicture(200, 100, "#ff0000").png().toBuffer();
    const bytes = await toBytes(
      drawPicture(200, 200, "#0000ff")
        .composite([{ input: top, left: 0, top: 0 }])
        .jpeg()
        .withExif({ IFD3: { GPSLatitudeRef: "N", GPSLatitude: "51/1 30/1 0/1" } })
        .withMetadata({ orientation: 3 }),
    );
    expect((await sharp(bytes).metadata()).orientation).toBe(3);
    expect(Buffer.from(bytes).includes("Exif")).toBe(true);
    const { served } = await storePicture(server, ada, bytes, "image/jpeg");
    const { orientation, exif, xmp, icc } = await sharp(served).metadata();
    expect({ orientation, exif, xmp, icc }).toEqual({});
    // Upside down, red is at the bottom.
    const bottom = await sharp(served).extract({ left: 256, top: 480, width: 1, height: 1 }).raw().toBuffer();
    expectColor([...bottom], [255, 0, 0]);
  });
});

describe("the middle of the first image is served", () => {
  it.each(["gif", "webp"] as const)("of an animated %s", async (format) => {
    const frames = await Promise.all(["#ff0000", "#0000ff"].map((color) => makePng(color)));
    const bytes = await toBytes(
      sharp(
        frames.map((frame) => Buffer.from(frame)),
        { join: { animated: true } },
      ).toFormat(format),
    );
    expect((await sharp(bytes).metadata()).pages).toBe(2);
    const { served } = await storePicture(server, ada, bytes);
    expect((await sharp(served).metadata()).pages).toBeUndefined();
    expectColor(await colorOf(served), [255, 0, 0]);
  });

  it("of a JPEG for printing, in the colors of screens", async () => {
    const bytes = await toBytes(drawPicture(64, 64, "#ff0000").toColourspace("cmyk").jpeg());
    expect((await sharp(bytes).metadata()).space).toBe("cmyk");
    const { served } = await storePicture(server, ada, bytes);
    expect((await sharp(served).metadata()).space).toBe("srgb");
    expectColor(await colorOf(served), [230, 25, 30]);
  });

  it("of a picture that says it is of another type", async () => {
    expect((await sendPicture(server, ada, await makePng(), "image/jpeg")).status).toBe(200);
  });
});

describe("the size of a picture", () => {
  it("may be 5 MiB, and one byte more is rejected with 413, also in a form", async () => {
    const png = await makePng();
    const fill = (size: number) => join(png, new Uint8Array(size - png.length));
    expect((await sendPicture(server, ada, fill(MAX_BYTES))).status).toBe(200);
    expectProblem(await sendPicture(server, ada, fill(MAX_BYTES + 1)), "payload-too-large");
    for (const [size, status] of [
      [MAX_BYTES, 200],
      [MAX_BYTES + 1, 413],
      [2 * MAX_BYTES, 413],
    ] as const) {
      const body = new FormData();
      body.append("file", new Blob([fill(size)]));
      const answer = await call(server, "PUT", `/api/users/${ada.id}/picture`, { token: ada.token, body });
      expect([size, answer.status]).toEqual([size, status]);
    }
  });

  it("may be 50 megapixels, and more are rejected with 422, in milliseconds for a bomb", async () => {
    const blank = (width: number, height: number) =>
      toBytes(drawPicture(width, height).toColourspace("b-w").png({ compressionLevel: 3 }));
    expect((await sendPicture(server, ada, await blank(10_000, 5_000))).status).toBe(200);
    for (const [width, height] of [
      [10_001, 5_000],
      [12_000, 12_000],
    ] as const) {
      const bytes = await blank(width, height);
      expect(bytes.length).toBeLessThan(MAX_BYTES);
      expectProblem(await sendPicture(server, ada, bytes), "validation-error", {
        errors: [fieldErrorOf("file", "too-many-pixels")],
      });
    }
  });
});
