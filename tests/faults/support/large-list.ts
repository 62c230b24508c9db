import { insertPosts } from "../../support/database";
import type { Inkwell } from "../../support/inkwell";

/** The address of a list that is larger, with its 15 MB, than what the system's own buffers hold. */
export const LARGE_LIST = "/api/posts?limit=100";

/** Writes the posts of `LARGE_LIST` as another process would. */
export async function writeLargeList(server: Inkwell, userId: number): Promise<void> {
  const post = { title: "a", content: "€".repeat(50_000), user_id: userId };
  await insertPosts(server, Array<typeof post>(100).fill(post));
}
