import { randomBytes } from "node:crypto";
import { NextResponse, type NextRequest } from "next/server";
import { API_POLICY, pagePolicy } from "./lib/content-policy";
import { isProduction } from "./lib/env";
import { errorResponse } from "./lib/server/http/define-route";
import { objectToPageRequest } from "./lib/server/http/page-request";
import { escapeStrayPercents, isApi, isDocument } from "./lib/server/request/path";

const NONCE_BYTES = 16;

/**
 * Gives every page a Content-Security-Policy with a new nonce (`docs/decisions/0012-content-policy.md`). Next reads the nonce
 * for its scripts from the request's policy, so the header is set on both sides and replaces what the client sent.
 *
 * On hosts without our own server, such as Vercel, it also answers requests that Next would answer wrongly. Authorization
 * does not belong here. Services decide who may do what.
 */
export function proxy(request: NextRequest): Response {
  const { pathname } = request.nextUrl;
  if (isApi(pathname)) return forward(request, {});
  const objection = objectToPageRequest(request);
  if (objection !== undefined) {
    const response = errorResponse(objection.problem);
    const headers = { ...objection.headers, "Content-Security-Policy": API_POLICY };
    for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
    return response;
  }
  if (isDocument(pathname)) return forward(request, { "Content-Security-Policy": API_POLICY });
  const nonce = randomBytes(NONCE_BYTES).toString("base64");
  return forward(request, { "Content-Security-Policy": pagePolicy(nonce, { isDevelopment: !isProduction }) });
}

/** Continues with the same path, without stray percent signs, and with headers that both request and response get. */
function forward(request: NextRequest, headers: Record<string, string>): NextResponse {
  const requestHeaders = new Headers(request.headers);
  for (const [name, value] of Object.entries(headers)) requestHeaders.set(name, value);
  const init = { request: { headers: requestHeaders }, headers };
  const url = request.nextUrl.clone();
  url.pathname = escapeStrayPercents(url.pathname);
  return url.pathname === request.nextUrl.pathname
    ? NextResponse.next(init)
    : NextResponse.rewrite(url, init);
}

export const config = {
  matcher: [
    // Everything except the API, whose bodies Next would cut at 10 MiB here, and files. Any other path gets a page, even if
    // it is the 404 page.
    "/((?!api(?:/|$)|_next/static/|\\.well-known/security\\.txt$|icon\\.svg$|images/[^/]+$).*)",
    // Paths of the API that may have stray percent signs, unless our own server has escaped them and set this header.
    { source: "/api/(.*%.*)", missing: [{ type: "header", key: "x-inkwell-connection-address" }] },
  ],
};
