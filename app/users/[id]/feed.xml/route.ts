import { buildAuthorFeed } from "@/lib/server/feeds/feed-service";
import { defineDocument, readDocumentId } from "@/lib/server/http/define-document";

/** The Atom feed of an author. */
export const GET = defineDocument("application/atom+xml; charset=utf-8", async (params: { id: string }) => {
  const id = readDocumentId(params.id);
  return id === undefined ? undefined : buildAuthorFeed(id);
});
