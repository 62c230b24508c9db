import type { IncomingMessage, ServerResponse } from "node:http";
import { API_POLICY } from "@/lib/content-policy";
import { HTTPS_HEADERS, SECURITY_HEADERS } from "@/lib/security-headers";
import type { AppError } from "@/lib/server/errors";
import { corsHeaders } from "@/lib/server/http/cors";
import { errorResponse } from "@/lib/server/http/define-route";
import { requestOrigin } from "@/lib/server/request/request-origin";
import { isApi } from "@/lib/server/request/path";

/** Sends a problem as the response to a request that does not reach Next. */
export async function sendProblem(response: ServerResponse, problem: AppError): Promise<void> {
  const { status, headers, body } = await problemMessage(problem, response.req);
  const { headers: requestHeaders } = response.req;
  const { scheme } = requestOrigin({ get: (name) => requestHeaders[name] });
  response.writeHead(status, { ...(scheme === "https" && HTTPS_HEADERS), ...headers }).end(body);
}

/**
 * Returns a problem as a whole HTTP message, with the headers that Next adds to the responses of routes.
 *
 * @param request undefined if it could not be parsed
 */
export async function problemMessage(problem: AppError, request: IncomingMessage | undefined) {
  const response = errorResponse(problem);
  const body = await response.text();
  const headers = {
    ...SECURITY_HEADERS,
    "Content-Security-Policy": API_POLICY,
    ...Object.fromEntries(response.headers),
    ...(isApi(request?.url ?? "/api") &&
      corsHeaders(request && { headers: { get: () => request.headers.origin } })),
    "content-length": String(Buffer.byteLength(body)),
  };
  return { status: response.status, headers, body };
}
