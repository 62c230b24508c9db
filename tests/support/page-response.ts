import { once } from "node:events";
import { request, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import { brotliDecompressSync, gunzipSync } from "node:zlib";

/** A response as it was sent, with all its headers. */
export interface PageResponse {
  status: number;
  headers: IncomingHttpHeaders;
  /** The bytes that were sent. */
  body: Buffer;
  /** The body without its encoding. */
  text: string;
}

/** Requests a page and changes nothing of what is sent and received. */
export async function requestPage(
  server: { port: number },
  path: string,
  headers: Record<string, string | string[]> = {},
  method = "GET",
): Promise<PageResponse> {
  const sent = request({ host: "127.0.0.1", port: server.port, method, path, headers, agent: false }).end();
  const [response] = (await once(sent, "response")) as [IncomingMessage];
  const body = await buffer(response);
  const encoding = body.length === 0 ? undefined : response.headers["content-encoding"];
  const decoded =
    encoding === "br" ? brotliDecompressSync(body) : encoding === "gzip" ? gunzipSync(body) : body;
  return { status: response.statusCode ?? 0, headers: response.headers, body, text: decoded.toString() };
}
