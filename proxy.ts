import { randomBytes } from "node:crypto";
import { NextResponse, type NextRequest } from "next/server";
import { pagePolicy } from "./lib/content-policy";
import { isProduction } from "./lib/env";

const NONCE_BYTES = 16;

/**
 * Gives every page a Content-Security-Policy with a new nonce (`docs/decisions/0012-content-policy.md`). Next reads the nonce
 * for its scripts from the request's policy, so the header is set on both sides and replaces what the client sent.
 *
 * Authorization does not belong here. Services decide who may do what.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = randomBytes(NONCE_BYTES).toString("base64");
  const policy = pagePolicy(nonce, { isDevelopment: !isProduction });
  const headers = new Headers(request.headers);
  headers.set("Content-Security-Policy", policy);
  return NextResponse.next({ request: { headers }, headers: { "Content-Security-Policy": policy } });
}

export const config = {
  // Everything except the API, whose bodies Next would cut at 10 MiB here, and files. Any other path gets a page, even if
  // it is the 404 page.
  matcher: [
    "/((?!api(?:/|$)|_next/static/|\\.well-known/security\\.txt$|icon\\.svg$|images/default-avatar\\.svg$).*)",
  ],
};
