import "server-only";
import { idParameter } from "@/lib/schemas/parameters";
import { AppError } from "../errors";
import { etagOf } from "../etag";
import { isKnownToClient } from "./conditional-request";

type DocumentHandler<Params> = (request: Request, context: { params: Promise<Params> }) => Promise<Response>;

/**
 * Returns the Next route handler for GET and HEAD of a document that programs read, such as a feed. Clients may keep it, and ask each
 * time whether it is current.
 *
 * @param build returns the document, or undefined if there is none, which becomes 404, as does a user who does not exist
 */
export function defineDocument<Params>(
  contentType: string,
  build: (params: Params) => Promise<string | undefined>,
): DocumentHandler<Params> {
  return async (request, { params }) => {
    const text = await build(await params).catch(undefinedIfNotFound);
    if (text === undefined)
      return new Response(null, { status: 404, headers: { "Cache-Control": "no-store" } });
    const etag = etagOf(text);
    const isKnown = isKnownToClient(request.headers.get("if-none-match"), etag);
    return new Response(isKnown ? null : text, {
      status: isKnown ? 304 : 200,
      headers: { "Content-Type": contentType, "Cache-Control": "no-cache", ETag: etag },
    });
  };
}

/** Parses an id from the path. An invalid one is undefined. */
export function readDocumentId(segment: string): number | undefined {
  return idParameter.safeParse(segment).data;
}

function undefinedIfNotFound(error: unknown): undefined {
  if (error instanceof AppError && error.code === "user-not-found") return undefined;
  throw error;
}
