import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";
import { deriveKey } from "../derive-key";
import { SIGNING_KEY, VERIFYING_KEYS, type SigningKey } from "../tokens/signing-keys";
import type { PostList } from "./post-store";

/** A list that has cursors: a list of posts, or a search for words. */
type CursorList = PostList & { words?: string };

const MAC_LENGTH = 12;

/** Returns the cursor of the page after the post `lastId`: the id with a MAC, so that clients cannot make up cursors. */
export function encodeCursor(list: CursorList, lastId: number): string {
  const id = Buffer.from(String(lastId));
  return Buffer.concat([sign(SIGNING_KEY, list, id), id]).toString("base64url");
}

/** Returns the id of the last post of the previous page, or undefined if the cursor was not issued for this list. */
export function decodeCursor(list: CursorList, cursor: string): number | undefined {
  const bytes = Buffer.from(cursor, "base64url");
  const mac = bytes.subarray(0, MAC_LENGTH);
  const id = bytes.subarray(MAC_LENGTH);
  const isIssued =
    mac.length === MAC_LENGTH &&
    VERIFYING_KEYS.some(
      (key) => timingSafeEqual(mac, sign(key, list, id)) || timingSafeEqual(mac, signFirst(key, list, id)),
    );
  // Several base64url texts decode to the same bytes. Only the one that was issued is valid.
  return isIssued && bytes.toString("base64url") === cursor ? Number(id.toString()) : undefined;
}

/** Names a list. No word has a colon, and no other list has a space. */
function nameOf({ authorId, words }: CursorList): string {
  return words === undefined ? String(authorId ?? "all") : `search ${words}`;
}

function sign({ secret }: SigningKey, list: CursorList, id: Buffer): Buffer {
  const hmac = createHmac("sha256", deriveKey("post cursors", secret))
    .update(`${nameOf(list)}:`)
    .update(id);
  return hmac.digest().subarray(0, MAC_LENGTH);
}

/** Signs as version 0.1 did, whose cursors are still accepted. */
function signFirst({ secret }: SigningKey, list: CursorList, id: Buffer): Buffer {
  const hmac = createHmac("sha256", secret.reveal())
    .update(`post-cursor:${nameOf(list)}:`)
    .update(id);
  return hmac.digest().subarray(0, MAC_LENGTH);
}
