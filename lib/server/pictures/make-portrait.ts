import "server-only";
import type { SharpConstructor } from "sharp";
import { PICTURE_MAX_MEGAPIXELS } from "@/lib/schemas/picture-limits";
import { AppError } from "../errors";

/** Width and height of a portrait, in pixels. */
const SIZE = 512;
const QUALITY = 82;
const MAX_PIXELS = PICTURE_MAX_MEGAPIXELS * 1_000_000;
/** A picture of 50 megapixels takes about three seconds. */
const TIMEOUT_SECONDS = 15;

/** The only decoders that may run: those of the five accepted types. */
const DECODERS = ["Png", "Jpeg", "Webp", "Heif", "Nsgif"].map((type) => `VipsForeignLoad${type}Buffer`);

/**
 * Makes a portrait of a file: the middle of its first image, upright, as WebP of 512 × 512 pixels and without metadata. Nothing
 * of the file but its pixels gets into the result.
 *
 * @throws {AppError} `validation-error` if the file is no complete picture of an accepted type, or has too many pixels
 */
export async function makePortrait(file: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const sharp = await loadSharp();
  try {
    const { width, height, pageHeight = height } = await sharp(file, { limitInputPixels: false }).metadata();
    if (width * pageHeight > MAX_PIXELS) throw invalidPicture("too-many-pixels", TOO_MANY_PIXELS);
    const portrait = await sharp(file, { limitInputPixels: MAX_PIXELS, failOn: "error" })
      .autoOrient()
      .resize(SIZE, SIZE, { fit: "cover" })
      .webp({ quality: QUALITY })
      .timeout({ seconds: TIMEOUT_SECONDS })
      .toBuffer();
    return new Uint8Array(portrait);
  } catch (error) {
    throw error instanceof AppError ? error : invalidPicture("not-a-picture", NOT_A_PICTURE, error);
  }
}

const TOO_MANY_PIXELS = `The picture has more than ${PICTURE_MAX_MEGAPIXELS} megapixels. Choose a smaller one.`;
const NOT_A_PICTURE = "This file is not a PNG, JPEG, WebP, AVIF or GIF picture, or it is damaged.";

function invalidPicture(code: string, detail: string, cause?: unknown): AppError {
  return new AppError("validation-error", { detail, errors: [{ pointer: "#/file", detail, code }], cause });
}

/** Loads the library with the first picture, so that a process without uploads does not have it in memory. */
async function loadSharp(): Promise<SharpConstructor> {
  const { default: sharp } = await import("sharp");
  sharp.block({ operation: ["VipsForeignLoad"] });
  sharp.unblock({ operation: DECODERS });
  sharp.cache(false);
  sharp.concurrency(1);
  return sharp;
}
