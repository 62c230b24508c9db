import "server-only";
import type { RelatedPosts } from "@/lib/schemas/related-posts";
import { findRelated, type RelatedRow } from "./related-store";

const BY_AUTHOR_MAX = 3;

/** Returns where a reader goes on from a post. */
export async function findRelatedPosts(id: number): Promise<RelatedPosts> {
  const rows = await findRelated(id, BY_AUTHOR_MAX);
  const linksTo = (relation: RelatedRow["relation"]) =>
    rows.filter((row) => row.relation === relation).map(toLink);
  return { previous: linksTo("previous")[0], next: linksTo("next")[0], byAuthor: linksTo("by author") };
}

function toLink({ id, title, date_posted }: RelatedRow) {
  return { id, title, date_posted: date_posted.toISOString() };
}
