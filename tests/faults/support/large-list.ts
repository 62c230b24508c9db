import { insertPosts } from "../../support/database";
import type { Inkwell } from "../../support/inkwell";

/** A list of large posts, of which the server sends at most 512 KiB. */
export const LARGE_LIST = "/api/posts?limit=100";
/** This many lists are more than the buffers of the system hold. */
export const LARGE_LIST_COUNT = 30;

/** Returns as many pipelined requests for `LARGE_LIST`, the last of which ends the connection. */
export function largeListRequests(): string {
  const request = (...fields: string[]) =>
    [`GET ${LARGE_LIST} HTTP/1.1`, "Host: x", ...fields, "", ""].join("\r\n");
  return request().repeat(LARGE_LIST_COUNT - 1) + request("Connection: close");
}

/** Inserts the posts of `LARGE_LIST` directly into the database. */
export async function writeLargeList(server: Inkwell, userId: number): Promise<void> {
  const post = { title: "a", content: "€".repeat(50_000), user_id: userId };
  await insertPosts(server, Array<typeof post>(100).fill(post));
}
