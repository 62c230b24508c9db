import fs from "node:fs";
import { describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { AppError } from "../errors";
import { defineErrorRoute, defineRoute, METHODS } from "./define-route";
import { endpoint } from "./endpoint";

const responseBody = z.object({ id: z.int(), name: z.string() });

function returning(data: unknown, status: 200 | 201 = 200) {
  return endpoint("getThing", "Get a thing", {
    auth: false,
    response: { status, body: responseBody },
    handler: async () => ({ body: data as z.input<typeof responseBody>, headers: { Location: "/things/7" } }),
  });
}

const throwing = (error: Error) =>
  endpoint("getThing", "Get a thing", {
    auth: false,
    response: { status: 200, body: responseBody },
    handler: () => Promise.reject(error),
  });

const request = (method: string) => new Request("http://localhost/api/things", { method });
const context = { params: Promise.resolve({}) };

it.each([
  ["GET", ["GET"], "GET, HEAD, OPTIONS"],
  ["POST", ["POST"], "POST, OPTIONS"],
  ["several methods", ["DELETE", "GET", "PATCH", "PUT"], "GET, HEAD, PUT, PATCH, DELETE, OPTIONS"],
  ["no method", [], "OPTIONS"],
])(
  "a route that declares %s responds with 405 and Allow to every other method",
  async (_what, declared, allow) => {
    const route = defineRoute(
      Object.fromEntries(declared.map((method) => [method, returning({ id: 1, name: "a" })])),
    );
    for (const method of METHODS) {
      const response = await route[method](request(method), context);
      const isAllowed = allow.split(", ").includes(method);
      expect([method, response.ok]).toEqual([method, isAllowed]);
      if (!isAllowed || method === "OPTIONS") expect(response.headers.get("allow")).toBe(allow);
      if (!isAllowed)
        expect(await response.json()).toMatchObject({ status: 405, code: "method-not-allowed" });
    }
  },
);

describe("a response", () => {
  it("has the members of its schema, its headers and its status", async () => {
    const { POST } = defineRoute({ POST: returning({ id: 7, name: "a", passwordHash: "$argon2id$" }, 201) });
    const response = await POST(request("POST"), context);
    expect(await response.json()).toEqual({ id: 7, name: "a" });
    expect(response.status).toBe(201);
    expect(Object.fromEntries(response.headers)).toEqual({
      "cache-control": "no-store",
      "content-type": "application/json",
      location: "/things/7",
      "x-request-id": expect.stringMatching(/^[\da-f-]{36}$/),
    });
  });

  it("that does not match its schema is an internal error", async () => {
    const logged = vi.spyOn(fs, "writeSync").mockImplementation((_fd, text) => String(text).length);
    const { GET } = defineRoute({ GET: returning({ id: "7", secret: "canary" }) });
    const response = await GET(request("GET"), context);
    expect(await response.json()).toMatchObject({ status: 500, code: "internal-error" });
    expect(logged).toHaveBeenCalledOnce();
    expect(logged.mock.calls.join()).not.toContain("canary");
  });

  it("to HEAD has no body, whether it is a success or an error", async () => {
    const found = defineRoute({ GET: returning({ id: 7, name: "a" }) });
    const response = await found.HEAD(request("HEAD"), context);
    expect([response.status, response.headers.get("location"), response.body]).toEqual([
      200,
      "/things/7",
      null,
    ]);
    const lost = defineRoute({ GET: throwing(new AppError("not-found")) });
    expect((await lost.HEAD(request("HEAD"), context)).status).toBe(404);
  });
});

it("turns thrown values into an error response with the id of the request", async () => {
  const { GET } = defineRoute({ GET: throwing(new AppError("forbidden")) });
  const response = await GET(request("GET"), context);
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(await response.json()).toMatchObject({
    status: 403,
    code: "forbidden",
    request_id: response.headers.get("x-request-id"),
  });
});

it("defineErrorRoute responds to every method with the error", async () => {
  const route = defineErrorRoute("not-found");
  for (const method of METHODS) expect((await route[method](request(method), context)).status).toBe(404);
});
