import "server-only";
import { PAGE_MAX_KIB } from "@/lib/schemas/parameters";
import type { Piece } from "@/lib/schemas/piece";
import type { SearchQuery } from "@/lib/schemas/search";
import { AppError } from "../errors";
import { decodeCursor, encodeCursor } from "./cursor";
import type { PostPage } from "./post-service";
import { toPost } from "./post-view";
import { markWords } from "./search-marks";
import { GROUPS, searchPosts, type Match } from "./search-store";
import { toSearchWords } from "./search-words";

/** A position is the id, and this for each group before. */
const GROUP_SIZE = 2 ** 31;

/**
 * Returns a page of the posts that have all words of a query: those with all of them in the title first, each group newest first.
 *
 * @throws {AppError} `validation-error` for a cursor of another list or query
 */
export async function findPostsWith({ q, limit, cursor }: SearchQuery): Promise<PostPage> {
  const words = toSearchWords(q);
  const list = { words: words.map(({ text, isPrefix }) => text + (isPrefix ? "*" : "")).join(" ") };
  const after = cursor === undefined ? undefined : requireCursor(list, cursor);
  if (words.length === 0) return { posts: [], nextCursor: undefined };
  const { rows, nextAfter } = await searchPosts(words, { after, count: limit, bytes: PAGE_MAX_KIB * 1024 });
  const nextCursor = nextAfter && encodeCursor(list, toPosition(nextAfter));
  return { posts: rows.map(toPost), nextCursor };
}

/** Returns what splits a text into the words of a query and the rest. */
export function toMarker(q: string): (text: string) => Piece[] {
  const words = toSearchWords(q);
  return (text) => markWords(text, words);
}

function toPosition({ group, id }: Match): number {
  return GROUPS.indexOf(group) * GROUP_SIZE + id;
}

function requireCursor(list: { words: string }, cursor: string): Match {
  const position = decodeCursor(list, cursor);
  const group = position === undefined ? undefined : GROUPS[Math.floor(position / GROUP_SIZE)];
  if (position !== undefined && group !== undefined) return { group, id: position % GROUP_SIZE };
  const detail = "Use the cursor from the Link header of a page of this search";
  throw new AppError("validation-error", {
    errors: [{ parameter: "cursor", detail, code: "unknown-cursor" }],
  });
}
