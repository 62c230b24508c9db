import type { Post } from "@/lib/schemas/post";
import type { Preview } from "@/lib/schemas/preview";
import { requestApi } from "./api-client";

/** Posts that were loaded below a page of a list, and the cursor of the next ones. */
export interface LoadedPosts<T> {
  posts: readonly T[];
  nextCursor: string | undefined;
}

/**
 * The loaded posts, by the post above them. They outlive the page of the list, so that Back shows the list as it was left and
 * at the same place. The router of Next.js restores only what the server rendered, and links to further pages instead would
 * give up appending, so this small store stays.
 */
const loaded = new Map<number, LoadedPosts<Preview>>();

export function recallOlderPosts(afterId: number): LoadedPosts<Preview> | undefined {
  return loaded.get(afterId);
}

export function rememberOlderPosts(afterId: number, posts: LoadedPosts<Preview>): void {
  loaded.set(afterId, posts);
}

/** The URLs of lists that were extended from their first page on. */
const extended = new Set<string>();

export function markExtended(url: string): void {
  extended.add(url);
}

export function wasExtended(url: string): boolean {
  return extended.has(url);
}

/** Forgets the loaded posts. Call it after each write, which may have changed them. */
export function forgetOlderPosts(): void {
  loaded.clear();
}

/**
 * Loads the page of a list at a cursor.
 *
 * @throws {ApiError}
 * @throws {NetworkError}
 */
export async function loadOlderPosts(apiPath: string, cursor: string): Promise<LoadedPosts<Post>> {
  const { data, headers } = await requestApi<Post[]>({
    path: `${apiPath}?${new URLSearchParams({ cursor }).toString()}`,
  });
  const next = /<([^>]*)>; rel="next"/.exec(headers.get("Link") ?? "")?.[1];
  const nextCursor = next === undefined ? null : new URL(next, location.origin).searchParams.get("cursor");
  return { posts: data, nextCursor: nextCursor ?? undefined };
}
