import { expect, it } from "vitest";
import { provideInkwell } from "../../support/inkwell";
import { callRaw } from "../../support/open-request";

const server = provideInkwell();

async function readIconPath(): Promise<string> {
  const html = await (await fetch(server.url)).text();
  return /<link rel="icon" href="([^"]+)"/.exec(html)?.[1] ?? "";
}

it("the icon of the pages is cached forever, because its address has a hash", async () => {
  const path = await readIconPath();
  expect(path).toMatch(/^\/_next\/static\/media\/icon\.[\w-]{8,}\.svg(\?dpl=\w+)?$/);
  const response = await fetch(server.url + path);
  expect([response.status, response.headers.get("content-type")]).toEqual([200, "image/svg+xml"]);
  expect(response.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
});

it("/icon.svg is cached for a day and then revalidated", async () => {
  const path = "/icon.svg";
  const response = await fetch(server.url + path);
  expect([response.status, response.headers.get("content-type")]).toEqual([200, "image/svg+xml"]);
  expect(response.headers.get("cache-control")).toBe("public, max-age=86400");
  const etag = response.headers.get("etag") ?? "";
  expect(etag).toMatch(/^(?:W\/)?"[^"]+"$/);
  // Not by `fetch`, which would add `Cache-Control: no-cache`.
  const { status, text, headers } = await callRaw(server, "GET", path, { "If-None-Match": etag });
  expect([status, text, headers["cache-control"]]).toEqual([304, "", "public, max-age=86400"]);
});

it.each([
  { Range: "bytes=5-1" },
  { Range: "bytes=9999999-", "If-Range": '"other"' },
  { "If-Match": '"other"' },
  { "If-Unmodified-Since": "Thu, 01 Jan 1970 00:00:00 GMT" },
])("files and pages are sent whole to a request with %j", async (headers) => {
  for (const path of [await readIconPath(), "/icon.svg", "/images/initials-90-41.svg", "/"]) {
    const { status, text } = await callRaw(server, "GET", path, headers);
    expect([path, status, text.slice(0, 1)]).toEqual([path, 200, "<"]);
  }
});
