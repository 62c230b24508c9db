import type { Post } from "@/lib/schemas/post";
import { requestApi } from "./api-client";

/** Posts that were loaded below a page of a list, and where the next ones are. */
export interface LoadedPosts {
  posts: readonly Post[];
  nextCursor: string | undefined;
}

/** What was loaded, by the post that it follows: it is there again when the person comes back to the list. */
const loaded = new Map<number, LoadedPosts>();

export function recallOlderPosts(afterId: number): LoadedPosts | undefined {
  return loaded.get(afterId);
}

export function rememberOlderPosts(afterId: number, posts: LoadedPosts): void {
  loaded.set(afterId, posts);
}

/** Addresses that a list took on by loading below itself: who comes back to one saw the list from its top. */
const grown = new Set<string>();

export function noteGrown(address: string): void {
  grown.add(address);
}

export function isGrown(address: string): boolean {
  return grown.has(address);
}

/** Forgets what was loaded, since a write may have changed it. */
export function forgetOlderPosts(): void {
  loaded.clear();
}

/**
 * Loads the page of a list that a cursor leads to.
 *
 * @throws {ApiError} @throws {NetworkError}
 */
export async function loadOlderPosts(apiPath: string, cursor: string): Promise<LoadedPosts> {
  const { data, headers } = await requestApi<Post[]>({
    path: `${apiPath}?${new URLSearchParams({ cursor }).toString()}`,
  });
  const next = /<([^>]*)>; rel="next"/.exec(headers.get("Link") ?? "")?.[1];
  const nextCursor = next === undefined ? null : new URL(next, location.origin).searchParams.get("cursor");
  return { posts: data, nextCursor: nextCursor ?? undefined };
}
