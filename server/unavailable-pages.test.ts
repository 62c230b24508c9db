import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { trackDatabaseUse } from "@/lib/server/request/database-use";
import { withUnavailablePages } from "./unavailable-pages";

/** Requests a page from a server that renders it so. */
async function request(render: (response: ServerResponse) => void, path = "/"): Promise<Response> {
  const server = createServer(withUnavailablePages((_request, response) => render(response)));
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`);
}

function failWith(status: number, { hasFailed }: { hasFailed: boolean }) {
  return (response: ServerResponse) => {
    // As Next does: later, and with the status as a property.
    setImmediate(() => {
      trackDatabaseUse((use) => (use.hasFailed = hasFailed));
      response.statusCode = status;
      response.setHeader("Content-Type", "text/html");
      response.end("Something went wrong");
    });
  };
}

it("responds with 503 to a page that failed because of the database", async () => {
  const response = await request(failWith(500, { hasFailed: true }));
  expect(response.status).toBe(503);
  expect(response.headers.get("retry-after")).toMatch(/^\d+$/);
  expect(response.headers.get("content-type")).toBe("text/html");
  expect(await response.text()).toBe("Something went wrong");
});

it.each([
  [500, false],
  [200, true],
])("leaves the status %i of a page unchanged (database failed: %s)", async (status, hasFailed) => {
  const response = await request(failWith(status, { hasFailed }));
  expect([response.status, response.headers.get("retry-after")]).toEqual([status, null]);
});

it("leaves the responses of the API unchanged", async () => {
  const { status } = await request(failWith(500, { hasFailed: true }), "/api/posts");
  expect(status).toBe(500);
});
