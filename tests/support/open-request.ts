import { request as httpRequest, type ClientRequest } from "node:http";
import { text } from "node:stream/consumers";
import { expectDocumented, toAnswer, type Answer } from "./call";
import type { Inkwell } from "./inkwell";

export interface OpenRequest {
  /** Accepts the body in pieces, until `end`. */
  request: ClientRequest;
  answer: Promise<Answer>;
}

/**
 * Begins a request on its own connection, for requests that `fetch` cannot send: any method and target, a repeated header
 * (as an array), a body that arrives in pieces or never ends.
 */
export function openRequest(
  server: Pick<Inkwell, "port">,
  method: string,
  target: string,
  headers: Record<string, string | string[]> = {},
): OpenRequest {
  const request = httpRequest({
    host: "127.0.0.1",
    port: server.port,
    method,
    path: target,
    headers,
    agent: false,
  });
  const answer = new Promise<Answer>((resolve, reject) => {
    request.on("error", reject);
    request.once("response", (response) => {
      const received = Object.entries(response.headers).map(([name, value]) => [name, String(value)]);
      const status = response.statusCode ?? 0;
      const receivedHeaders = Object.fromEntries(received) as Record<string, string>;
      const finish = async () => {
        const body = await text(response);
        const origin = `http://127.0.0.1:${server.port}`;
        await expectDocumented(origin, method, target, { status, headers: receivedHeaders, text: body });
        return toAnswer(status, receivedHeaders, body);
      };
      finish().then(resolve, reject);
    });
  });
  return { request, answer };
}

/** Sends a request without a body. */
export async function callRaw(...args: Parameters<typeof openRequest>): Promise<Answer> {
  const { request, answer } = openRequest(...args);
  request.end();
  return answer;
}
