import sharp, { type Sharp } from "sharp";
import { call, type Answer } from "./call";
import type { Inkwell } from "./inkwell";
import type { Author } from "./users";

export type Bytes = Uint8Array<ArrayBuffer>;

/** Creates a picture of one color. */
export function drawPicture(width = 64, height = 48, background = "#2e5aac"): Sharp {
  return sharp({ create: { width, height, channels: 3, background } });
}

export async function toBytes(picture: Sharp): Promise<Bytes> {
  return new Uint8Array(await picture.toBuffer());
}

export async function makePng(background?: string): Promise<Bytes> {
  return toBytes(drawPicture(64, 48, background).png());
}

/** A file that says its type. */
export const PICTURE = new Blob([await makePng()], { type: "image/png" });

/** Sends a picture as the body itself. */
export async function sendPicture(
  server: Inkwell,
  { id, token }: Pick<Author, "id" | "token">,
  bytes: Bytes,
  type = "image/png",
): Promise<Answer> {
  return call(server, "PUT", `/api/users/${id}/picture`, {
    token,
    body: bytes,
    headers: { "Content-Type": type },
  });
}

/** Sends a picture, which must be accepted, and returns what the server makes of it. */
export async function storePicture(
  server: Inkwell,
  author: Pick<Author, "id" | "token">,
  bytes: Bytes,
  type?: string,
): Promise<{ path: string; served: Bytes }> {
  const { status, body, text } = await sendPicture(server, author, bytes, type);
  if (status !== 200) throw new Error(text);
  const { image_path: path } = body as { image_path: string };
  return { path, served: new Uint8Array(await (await fetch(server.url + path)).arrayBuffer()) };
}
