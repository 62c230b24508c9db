import { site } from "@/lib/server/site";

const PATH = "/.well-known/security.txt";
/** RFC 9116 §2.5.5 recommends less than a year. The file is made per request, so it is current for as long as the site runs. */
const EXPIRES_DAYS = 90;
const DAY_MS = 24 * 60 * 60 * 1000;

// Settings are read when the server starts, not when it is built.
export const dynamic = "force-dynamic";

/** Says whom to tell about a vulnerability (RFC 9116). 404 without `SECURITY_CONTACT`. */
export function GET(): Response {
  if (site.securityContact === undefined) return new Response(null, { status: 404 });
  const fields = [
    `Contact: ${site.securityContact}`,
    `Expires: ${new Date(Date.now() + EXPIRES_DAYS * DAY_MS).toISOString()}`,
    ...(site.url === undefined ? [] : [`Canonical: ${site.url}${PATH}`]),
  ];
  return new Response(`${fields.join("\n")}\n`, {
    headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "public, max-age=86400" },
  });
}
