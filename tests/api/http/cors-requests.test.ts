import { beforeAll, describe, expect, it } from "vitest";
import { ALLOWED, APP, send } from "../../support/cors";
import { provideOwnInkwell } from "../../support/inkwell";
import { addUser, signUp } from "../../support/users";

// The requests of a page of another origin; cors.test.ts covers their responses.
const server = provideOwnInkwell({ env: { CORS_ALLOWED_ORIGINS: APP } });

const PREFLIGHT = {
  "access-control-allow-headers": "Authorization, Content-Type, If-Match, If-None-Match, Idempotency-Key",
  "access-control-max-age": "7200",
};

describe("a preflight request", () => {
  let paths: [string, string[]][];

  beforeAll(async () => {
    const document = (await (await fetch(`${server.url}/api/openapi.json`)).json()) as {
      paths: Record<string, object>;
    };
    paths = Object.entries(document.paths).map(([path, operations]) => [
      path.replace(/\{.*?\}/, "1"),
      Object.keys(operations).map((method) => method.toUpperCase()),
    ]);
  });

  const preflight = (path: string, origin: string, method: string) =>
    send(server, path, {
      method: "OPTIONS",
      headers: {
        Origin: origin,
        "Access-Control-Request-Method": method,
        "Access-Control-Request-Headers": "authorization,content-type",
      },
    });

  it("gets 204 for every path and method of the API, and may be reused for two hours", async () => {
    expect(paths.length).toBeGreaterThan(10);
    for (const [path, methods] of paths) {
      for (const method of methods) {
        const { status, cors } = await preflight(path, APP, method);
        const { "access-control-allow-methods": allowed = "", ...others } = cors;
        expect({ status, ...others }, path).toEqual({ status: 204, ...ALLOWED, ...PREFLIGHT });
        expect(allowed.split(", "), path).toContain(method);
      }
    }
  });

  it("from another origin gets 204 without permission", async () => {
    for (const [path, [method = ""]] of paths) {
      const { status, vary, cors } = await preflight(path, "https://evil.example", method);
      expect([status, vary.includes("Origin"), cors], path).toEqual([204, true, {}]);
    }
  });
});

describe("a login that a browser marks as cross-site", () => {
  const CROSS_SITE = { "Sec-Fetch-Site": "cross-site" };
  const logIn = async (Origin: string, extra: Record<string, string> = {}) => {
    const { email, password } = await addUser(server);
    const body = new URLSearchParams({ username: email, password, ...extra });
    return fetch(`${server.url}/api/users/token`, {
      method: "POST",
      headers: { ...CROSS_SITE, Origin },
      body,
    });
  };

  it("is accepted from a listed origin, which gets the refresh token in the body", async () => {
    const response = await logIn(APP, { scope: "offline_access" });
    expect(response.status).toBe(200);
    expect(response.headers.get("set-cookie")).toBeNull();
    expect(response.headers.get("access-control-allow-origin")).toBe(APP);
    const { refresh_token } = (await response.json()) as { refresh_token: string };
    const body = new URLSearchParams({ grant_type: "refresh_token", refresh_token });
    const headers = { ...CROSS_SITE, Origin: APP };
    const renewal = await fetch(`${server.url}/api/users/token`, { method: "POST", headers, body });
    expect(renewal.status).toBe(200);
  });

  it("is rejected from any other origin", async () => {
    expect((await logIn("https://evil.example")).status).toBe(403);
  });

  it("gets no cookie from a listed origin either", async () => {
    const response = await logIn(APP, { client_id: "web" });
    expect([response.status, response.headers.get("set-cookie")]).toEqual([400, null]);
  });
});

it("a page of a listed origin publishes with its token and reads the address of the post", async () => {
  const { token } = await signUp(server);
  const headers = { Origin: APP, Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
  const body = JSON.stringify({ title: "From elsewhere", content: "Text." });
  const { status, cors } = await send(server, "/api/posts", { method: "POST", headers, body });
  expect({ status, cors }).toEqual({ status: 201, cors: ALLOWED });
});
