import { randomBytes } from "node:crypto";
import { NextResponse, type NextRequest } from "next/server";
import { pagePolicy } from "./lib/content-policy";
import { isProduction } from "./lib/env";

const NONCE_BYTES = 16;

/**
 * Gives every page a content policy with a nonce of its own (docs/decisions). Next takes the nonce for its scripts out of
 * the request's policy, so the policy goes both ways, over whatever the client sent. This is no gate: whether somebody may
 * do something is for services to decide.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = randomBytes(NONCE_BYTES).toString("base64");
  const policy = pagePolicy(nonce, { isDevelopment: !isProduction });
  const headers = new Headers(request.headers);
  headers.set("Content-Security-Policy", policy);
  return NextResponse.next({ request: { headers }, headers: { "Content-Security-Policy": policy } });
}

export const config = {
  // All but what can never be a page: the API, whose bodies Next would cut at 10 MiB here, and files. Every other path
  // is one, if only the 404 page.
  matcher: ["/((?!api(?:/|$)|_next/static/|icon\\.svg$|images/default-avatar\\.svg$).*)"],
};
