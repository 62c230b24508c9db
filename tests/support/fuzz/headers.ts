import fc from "fast-check";

/** Makes the value of `Authorization` from a valid token. */
export type Authorize = (token: string) => string | string[];

/** The correct value. */
export const good: Authorize = (token) => `Bearer ${token}`;
/** Values that are wrong or unusual. */
export const oddAuthorization = fc.constantFrom<Authorize>(
  () => "",
  () => "Bearer",
  () => "Basic YWRhOmFkYQ==",
  () => "Bearer \xff\xfe",
  () => `Bearer ${"x".repeat(8_000)}`,
  (token) => token,
  (token) => `Token ${token}`,
  (token) => `Bearer ${token} ${token}`,
  (token) => `Bearer ${token},`,
  (token) => `Bearer ${token.slice(0, -3)}`,
  (token) => `Bearer ${token.toUpperCase()}`,
  (token) => `Bearer ${token.replace(/^[^.]*/, "e30")}`,
  (token) => [`Bearer ${token.slice(1)}`, `Bearer ${token}`],
);

const latin1 = fc.string({
  unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)),
});
const headerText = latin1.map((text) => text.replaceAll("\x7f", "").trim());
/** Values that no client should send, by header. An invalid Host has a test of its own. */
export const ODD_HEADERS: Record<string, readonly string[]> = {
  Host: ["evil.example", "EVIL.example:1", "[::1]"],
  Expect: ["100-continue", "a miracle"],
  Upgrade: ["h2c"],
  Range: ["bytes=0-1", "bytes=5-1"],
  Cookie: ["__prerender_bypass=x; __next_preview_data=y", "\xff=;;;"],
  Origin: ["null", "https://evil.example"],
  "Sec-Fetch-Site": ["cross-site", "same-site", "none"],
  RSC: ["1", "0", "x"],
  "X-Forwarded-Host": ["a b", "[::1", "evil.example", "a, b"],
  "X-Forwarded-Proto": ["ftp", "https", "java script"],
  "X-Forwarded-For": ["unknown", "256.1.1.1, ::1", "\xff"],
  "Next-Action": ["abc", ""],
  "Next-Router-State-Tree": ["", "x", "%%%", "[]", "%5B%22%22%2C%7B%7D%5D", "{".repeat(2_000)],
  "Next-Router-Prefetch": ["1", "2", "3", "x"],
  "Next-Router-Segment-Prefetch": ["/_tree", "/", "x", "/_tree/%ff", "/../..", "/__PAGE__"],
  "Next-Url": ["/", "x", "//evil.example", "/%ff", "http://evil.example/"],
  "Next-HMR-Refresh": ["1"],
  "Next-Resume": ["1"],
  "X-Next-Resume-State-Length": ["1", "x"],
  "X-Next-Cache-Tags": ["a,b"],
  "X-Next-Revalidated-Tags": ["a"],
  "X-Nextjs-Data": ["1"],
  "X-Nextjs-Html-Request-Id": ["1"],
  "X-Nextjs-Request-Id": ["1"],
  "X-Nextjs-Postponed": ["1"],
  "X-Middleware-Prefetch": ["1"],
  "X-Middleware-Subrequest": ["proxy:proxy:proxy:proxy:proxy"],
  "X-Middleware-Rewrite": ["/%ff", "http://evil.example/"],
  "X-Middleware-Set-Cookie": ["a=b"],
  "X-Middleware-Override-Headers": ["a"],
  "X-Prerender-Revalidate": ["1"],
  "X-Now-Route-Matches": ["1=2", "%ff"],
  "X-Action-Forwarded": ["1"],
  "X-Matched-Path": ["/%ff"],
  "X-Invoke-Path": ["/%ff"],
  "X-Invoke-Status": ["500"],
  "X-Invocation-Id": ["1"],
  "Content-Security-Policy": ["script-src 'nonce-\"><x'", "script-src 'nonce-'"],
  "Content-Security-Policy-Report-Only": ["script-src 'nonce-\"><x'"],
  "User-Agent": ["Googlebot", "facebookexternalhit/1.1", ""],
  "X-HTTP-Method-Override": ["DELETE"],
  "If-None-Match": ["*"],
  "Accept-Encoding": ["identity", "*;q=0", "x, ,;"],
};
const OTHER_NAMES = ["Accept", "Referer", "Traceparent", "X-Request-Id", "X-Odd", "Via"];
/** Headers by which Next speaks to itself: many, and of no use in most requests. */
export const NEXT_NAMES = Object.keys(ODD_HEADERS).filter((name) =>
  /^(?:RSC$|Next-|X-(?!Forwarded|HTTP))/.test(name),
);
const NAMES = [...Object.keys(ODD_HEADERS).filter((name) => !NEXT_NAMES.includes(name)), ...OTHER_NAMES];

/** Generates a header that a route does not use, with an unexpected value. */
export const oddHeader: fc.Arbitrary<[string, string | string[]]> = fc
  .oneof(
    { weight: 3, arbitrary: fc.constantFrom(...NAMES) },
    { weight: 1, arbitrary: fc.constantFrom(...NEXT_NAMES) },
  )
  .chain((name) => {
    const text = fc.oneof(
      headerText,
      headerText.map((value) => value.repeat(20).slice(0, 4_000).trim()),
    );
    const known = ODD_HEADERS[name];
    const value: fc.Arbitrary<string | string[]> = known
      ? fc.constantFrom(...known)
      : fc.oneof(text, fc.array(text, { minLength: 2, maxLength: 3 }));
    return value.map((chosen): [string, string | string[]] => [name, chosen]);
  });
