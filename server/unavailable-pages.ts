import type { IncomingMessage, ServerResponse } from "node:http";
import { trackDatabaseUse } from "@/lib/server/request/database-use";
import { isApi } from "@/lib/server/request/path";

type Handle = (request: IncomingMessage, response: ServerResponse) => void;
type WriteHead = (status: number, ...rest: unknown[]) => ServerResponse;

const INTERNAL_SERVER_ERROR = 500;
const SERVICE_UNAVAILABLE = 503;
const RETRY_AFTER_SECONDS = 5;

/**
 * Responds with 503 to a page that failed because the database could not be used. Next knows only 500 for a page that throws,
 * which tells crawlers and monitors that the site is broken.
 */
export function withUnavailablePages(handle: Handle): Handle {
  return (request, response) => {
    // A route says itself what failed.
    if (isApi(request.url ?? "")) return handle(request, response);
    trackDatabaseUse((use) => {
      const writeHead = response.writeHead.bind(response) as WriteHead;
      response.writeHead = (status, ...rest) => {
        if (status !== INTERNAL_SERVER_ERROR || !use.hasFailed) return writeHead(status, ...rest);
        response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
        return writeHead(SERVICE_UNAVAILABLE, ...rest);
      };
      handle(request, response);
    });
  };
}
