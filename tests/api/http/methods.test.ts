import { readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { call } from "../../support/call";
import { provideInkwell } from "../../support/inkwell";
import { callRaw } from "../../support/open-request";
import { expectProblem } from "../../support/problems";
import { ROOT } from "../../support/process";
import { API_HEADERS } from "../../support/security-headers";

const server = provideInkwell();

/** The methods of each route, by its folder in app/api. */
const ALLOWED = {
  health: "GET, HEAD, OPTIONS",
  "cron/outbox": "GET, HEAD, OPTIONS",
  "openapi.json": "GET, HEAD, OPTIONS",
  users: "POST, OPTIONS",
  "users/token": "POST, OPTIONS",
  "users/token/revoke": "POST, OPTIONS",
  "users/forgot-password": "POST, OPTIONS",
  "users/reset-password": "POST, OPTIONS",
  "users/verify-email": "POST, OPTIONS",
  "users/undo-email-change": "POST, OPTIONS",
  "users/me": "GET, HEAD, OPTIONS",
  "users/me/verification": "POST, OPTIONS",
  "users/me/export": "GET, HEAD, OPTIONS",
  "users/me/password": "PUT, OPTIONS",
  "users/me/sessions": "GET, HEAD, DELETE, OPTIONS",
  "users/me/sessions/[id]": "DELETE, OPTIONS",
  "users/[id]": "GET, HEAD, PATCH, DELETE, OPTIONS",
  "users/[id]/picture": "PUT, DELETE, OPTIONS",
  "users/[id]/posts": "GET, HEAD, OPTIONS",
  posts: "GET, HEAD, POST, OPTIONS",
  "posts/[id]": "GET, HEAD, PUT, PATCH, DELETE, OPTIONS",
};
const ROUTES = Object.entries(ALLOWED).map(([folder, allow]) => ({
  path: `/api/${folder.replace(/\[.*?\]/, "1")}`,
  allow,
}));

const METHODS = [
  "GET",
  "HEAD",
  "POST",
  "PUT",
  "PATCH",
  "DELETE",
  "OPTIONS",
  "TRACE",
  "PROPFIND",
  "LOCK",
  "PURGE",
];
const REJECTED = ROUTES.flatMap(({ path, allow }) =>
  METHODS.filter((method) => !allow.split(", ").includes(method)).map((method) => ({ method, path, allow })),
);

it("the table of allowed methods has a row for every route", () => {
  const api = path.join(ROOT, "app/api");
  const folders = readdirSync(api, { recursive: true, encoding: "utf8" })
    .filter((file) => path.basename(file) === "route.ts")
    .map((file) => path.dirname(file).replaceAll(path.sep, "/"))
    .filter((folder) => !folder.includes("unknown"));
  expect(Object.keys(ALLOWED).sort()).toEqual(folders.sort());
});

it.each(REJECTED)("$method $path gets 405 with Allow: $allow", async ({ method, path, allow }) => {
  const answer = await callRaw(server, method, path);
  if (method === "HEAD") {
    expect(answer).toMatchObject({ status: 405, headers: { allow, "cache-control": "no-store" }, text: "" });
    return;
  }
  expectProblem(answer, "method-not-allowed", { headers: { allow } });
});

describe.each(ROUTES)("OPTIONS $path", ({ path, allow }) => {
  it("returns the allowed methods", async () => {
    expect(await call(server, "OPTIONS", path)).toEqual({
      status: 204,
      requestId: expect.stringMatching(/^[\w-]+$/),
      headers: { ...API_HEADERS, allow },
      text: "",
      body: undefined,
    });
  });

  it("has no CORS header by default, and neither do the other methods", async () => {
    for (const method of ["OPTIONS", "GET", "POST"]) {
      for (const Origin of ["https://evil.example", "null", server.url]) {
        const headers = { Origin, "Access-Control-Request-Method": "POST" };
        const response = await fetch(server.url + path, { method, headers });
        await response.text();
        const names = [...response.headers.keys()];
        expect(names.filter((name) => name.startsWith("access-control-"))).toEqual([]);
        expect(response.headers.get("vary") ?? "").not.toMatch(/origin/i);
      }
    }
  });
});

it("a method is rejected before the body is read", async () => {
  const answer = await call(server, "PUT", "/api/users", {
    body: "{",
    headers: { "Content-Type": "text/plain" },
  });
  expectProblem(answer, "method-not-allowed", { headers: { allow: "POST, OPTIONS" } });
});
