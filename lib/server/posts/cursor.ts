import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";
import { SIGNING_KEY, VERIFYING_KEYS, type SigningKey } from "../tokens/signing-keys";
import type { PostList } from "./post-store";

const MAC_LENGTH = 12;

/** Makes the opaque cursor of the page after the post `lastId`: the id, and a MAC by which only ours are accepted. */
export function encodeCursor(list: PostList, lastId: number): string {
  const id = Buffer.from(String(lastId));
  return Buffer.concat([sign(SIGNING_KEY, list, id), id]).toString("base64url");
}

/** Gives the id of the last post of the page before, or undefined where the cursor was not handed out for this list. */
export function decodeCursor(list: PostList, cursor: string): number | undefined {
  const bytes = Buffer.from(cursor, "base64url");
  const mac = bytes.subarray(0, MAC_LENGTH);
  const id = bytes.subarray(MAC_LENGTH);
  const isOurs =
    mac.length === MAC_LENGTH && VERIFYING_KEYS.some((key) => timingSafeEqual(mac, sign(key, list, id)));
  // Base64url has several spellings of the same bytes; one was handed out.
  return isOurs && bytes.toString("base64url") === cursor ? Number(id.toString()) : undefined;
}

function sign({ secret }: SigningKey, { authorId }: PostList, id: Buffer): Buffer {
  const hmac = createHmac("sha256", secret.reveal())
    .update(`post-cursor:${authorId ?? "all"}:`)
    .update(id);
  return hmac.digest().subarray(0, MAC_LENGTH);
}
