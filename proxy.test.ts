import { NextRequest } from "next/server";
import { expect, it } from "vitest";
import { API_POLICY } from "./lib/content-policy";
import { proxy } from "./proxy";

const FORM = "application/x-www-form-urlencoded";

function send(path: string, method = "GET", headers: Record<string, string> = {}): Response {
  return proxy(new NextRequest(`https://blog.example${path}`, { method, headers }));
}

it("gives request and response of a page the same policy, in place of the client's", () => {
  const { headers } = send("/login", "GET", { "Content-Security-Policy": "default-src *" });
  const policy = headers.get("content-security-policy");
  expect(policy).toMatch(/^default-src 'none'; script-src 'nonce-[A-Za-z0-9+/]{22}==' /);
  expect(headers.get("x-middleware-request-content-security-policy")).toBe(policy);
  expect(headers.get("x-middleware-next")).toBe("1");
});

it("gives each response a nonce of its own", () => {
  const [one, two] = [send("/"), send("/")].map(({ headers }) => headers.get("content-security-policy"));
  expect(one).not.toBe(two);
});

it.each(["GET", "HEAD", "POST"])("lets %s of a page through", (method) => {
  const headers = method === "POST" ? { "Content-Type": `${FORM}; charset=utf-8` } : {};
  expect(send("/login", method, headers).headers.get("x-middleware-next")).toBe("1");
});

it.each(["PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"])("rejects %s of a page", async (method) => {
  const response = send("/posts/1", method);
  expect(response.status).toBe(405);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    allow: "GET, HEAD, POST",
    "cache-control": "no-store",
    "content-security-policy": API_POLICY,
    "content-type": "application/problem+json",
    "x-request-id": expect.stringMatching(/^[\da-f-]{36}$/),
  });
  expect(await response.json()).toMatchObject({ code: "method-not-allowed" });
});

it.each<[string, Record<string, string>]>([
  ["without a type", {}],
  ["of JSON", { "Content-Type": "application/json" }],
  ["of a multipart form", { "Content-Type": "multipart/form-data; boundary=x" }],
  ["of a Server Action", { "Content-Type": FORM, "Next-Action": "abc" }],
])("rejects POST %s to a page", async (_what, headers) => {
  const response = send("/login", "POST", headers);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ code: "invalid-request" });
});

it.each([
  ["/posts/%ff", "/posts/%25ff"],
  ["/%", "/%25"],
  ["/users/%E4/posts?cursor=1", "/users/%25E4/posts?cursor=1"],
  ["/api/users/%ff", "/api/users/%25ff"],
])("rewrites the stray percent sign of %s", (path, expected) => {
  expect(send(path).headers.get("x-middleware-rewrite")).toBe(`https://blog.example${expected}`);
});

it("leaves requests of the API to their routes, without the policy of a page", () => {
  const { headers } = send("/api/posts/%31", "DELETE");
  expect(headers.get("x-middleware-next")).toBe("1");
  expect(headers.get("content-security-policy")).toBeNull();
});
