import { createServer, request, type IncomingMessage, type RequestListener } from "node:http";
import { duplexPair } from "node:stream";
import { buffer } from "node:stream/consumers";
import { env } from "@/lib/env";
import type { PublicPage } from "./public-page";

/** A response of Next. */
export interface RenderedPage {
  status: number;
  headers: IncomingMessage["headers"];
  body: Buffer;
}

/** The headers of each request to Next, whatever the client sent, so that nothing of a client gets into a page. */
const HEADERS = {
  host: env.SITE_URL === undefined ? "localhost" : new URL(env.SITE_URL).host,
  "accept-encoding": "identity",
  // Next renders in another order for a client that does not name itself.
  "user-agent": "Inkwell",
  connection: "close",
};

/**
 * Returns a function that requests a page from a handler, over a connection in memory.
 *
 * @throws {Error} from the function, if the handler ends the connection without a whole response
 */
export function createRenderer(handle: RequestListener): (page: PublicPage) => Promise<RenderedPage> {
  const server = createServer(handle);
  return async ({ target, headers }) => {
    const [clientEnd, serverEnd] = duplexPair();
    server.emit("connection", serverEnd);
    // Ends of a pair do not notice that the other one is destroyed.
    serverEnd.once("close", () => serverEnd.writableFinished || clientEnd.destroy());
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      request({ path: target, headers: { ...HEADERS, ...headers }, createConnection: () => clientEnd })
        .once("response", resolve)
        .once("error", reject)
        .end();
    });
    return { status: response.statusCode ?? 0, headers: response.headers, body: await buffer(response) };
  };
}
