import { readdirSync } from "node:fs";
import path from "node:path";
import { createConfig, lintFromString } from "@redocly/openapi-core";
import { expect, it } from "vitest";
import { call } from "../../support/call";
import { provideInkwell } from "../../support/inkwell";
import { ROOT } from "../../support/process";

const server = provideInkwell();

interface ApiDocument {
  paths: Record<string, Record<string, { operationId: string; summary: string }>>;
  components: { securitySchemes: Record<string, unknown> };
}

async function readDocument(): Promise<{ text: string; document: ApiDocument }> {
  const { text, body } = await call(server, "GET", "/api/openapi.json");
  return { text, document: body as ApiDocument };
}

it("the API document passes the linter's strictest recommended rules", async () => {
  const { text } = await readDocument();
  const config = await createConfig({ extends: ["recommended-strict"] });
  const problems = await lintFromString({ source: text, absoluteRef: "openapi.json", config });
  expect(problems.map(({ ruleId, message }) => `${ruleId}: ${message}`)).toEqual([]);
});

it("the API document describes exactly the methods of every route", async () => {
  const { document } = await readDocument();
  const described = Object.entries(document.paths).flatMap(([address, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${address}`),
  );
  expect(described.sort()).toEqual((await findRoutes()).sort());
});

it("the API document has an operation id and a summary for every operation", async () => {
  const { document } = await readDocument();
  const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
  const summaries = Object.fromEntries(operations.map(({ operationId, summary }) => [operationId, summary]));
  expect(Object.keys(summaries)).toHaveLength(operations.length);
  expect(summaries).toMatchObject({
    logIn: "Log in, or exchange a refresh token for new tokens",
    getCurrentUser: "Get your account",
  });
});

it("the API document describes the login for the Authorize button", async () => {
  const { document } = await readDocument();
  expect(Object.values(document.components.securitySchemes)).toEqual([
    {
      type: "oauth2",
      description: expect.any(String),
      flows: { password: { tokenUrl: "/api/users/token", scopes: { offline_access: expect.any(String) } } },
    },
  ]);
});

/** Asks every route over HTTP for its methods (`Allow`), without those that Next adds. */
async function findRoutes(): Promise<string[]> {
  const api = path.join(ROOT, "app/api");
  const addresses = readdirSync(api, { recursive: true, encoding: "utf8" })
    .filter((file) => path.basename(file) === "route.ts" && !file.includes("unknown"))
    .map((file) => `/api/${path.dirname(file).replaceAll(path.sep, "/")}`);
  const routes = await Promise.all(
    addresses.map(async (address) => {
      const { headers } = await call(server, "OPTIONS", address.replace(/\[.*?\]/, "1"));
      const methods = (headers["allow"] ?? "").split(", ");
      return methods
        .filter((method) => method !== "HEAD" && method !== "OPTIONS")
        .map((method) => `${method} ${address.replace(/\[(.*?)\]/, "{$1}")}`);
    }),
  );
  return routes.flat();
}
