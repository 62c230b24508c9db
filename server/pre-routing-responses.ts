import type { ServerResponse } from "node:http";
import { API_POLICY } from "@/lib/content-policy";
import { HTTPS_HEADERS, SECURITY_HEADERS } from "@/lib/security-headers";
import type { AppError } from "@/lib/server/errors";
import { errorResponse } from "@/lib/server/http/define-route";
import { requestOrigin } from "@/lib/server/request/request-origin";

/** Sends a problem as the response to a request that does not reach Next. */
export async function sendProblem(response: ServerResponse, problem: AppError): Promise<void> {
  const { status, headers, body } = await problemMessage(problem);
  const { headers: requestHeaders } = response.req;
  const { scheme } = requestOrigin({ get: (name) => requestHeaders[name] });
  response.writeHead(status, { ...(scheme === "https" && HTTPS_HEADERS), ...headers }).end(body);
}

/** Returns a problem as a whole HTTP message, with the headers that Next adds to the responses of routes. */
export async function problemMessage(problem: AppError) {
  const response = errorResponse(problem);
  const body = await response.text();
  const headers = {
    ...SECURITY_HEADERS,
    "Content-Security-Policy": API_POLICY,
    ...Object.fromEntries(response.headers),
    "content-length": String(Buffer.byteLength(body)),
  };
  return { status: response.status, headers, body };
}
