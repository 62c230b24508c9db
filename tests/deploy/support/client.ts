import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { connect as connectHttp2 } from "node:http2";
import { request as requestHttp1 } from "node:https";
import { buffer } from "node:stream/consumers";
import { SITE_HOST, type Proxy } from "./proxy";

/** A response as it came over the wire: neither redirected nor decompressed. */
export interface Reply {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  bytes: Buffer;
}

export interface Message {
  headers?: Record<string, string>;
  body?: string | Buffer;
}

/** Requests a path of the site over HTTP/2, on a connection of its own. */
export async function sendHttp2(proxy: Proxy, method: string, path: string, message: Message = {}) {
  const session = connectHttp2(`https://127.0.0.1:${proxy.port}`, tlsOf(proxy));
  try {
    const head = { ":method": method, ":path": path, ":authority": SITE_HOST, ...message.headers };
    const stream = session.request(head).end(message.body);
    const [headers] = (await once(stream, "response")) as [Record<string, string>];
    const bytes = await buffer(stream);
    return { status: Number(headers[":status"]), headers, bytes } satisfies Reply;
  } finally {
    session.close();
  }
}

/** Requests a path of the site over HTTP/1.1, on a connection of its own. */
export async function sendHttp1(proxy: Proxy, method: string, path: string, message: Message = {}) {
  const options = { ...tlsOf(proxy), host: "127.0.0.1", port: proxy.port, agent: false, method, path };
  const request = requestHttp1({ ...options, headers: { Host: SITE_HOST, ...message.headers } });
  request.end(message.body);
  const [response] = (await once(request, "response")) as [IncomingMessage];
  const { statusCode = 0, headers } = response;
  return { status: statusCode, headers, bytes: await buffer(response) } satisfies Reply;
}

function tlsOf({ certificate }: Proxy) {
  return { ca: certificate, servername: SITE_HOST };
}
