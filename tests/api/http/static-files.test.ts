import { beforeAll, expect, it } from "vitest";
import { provideInkwell } from "../../support/inkwell";
import { requestPage } from "../../support/page-response";
import { SECURITY_HEADERS } from "../../support/security-headers";

const server = provideInkwell();
let script: string;
let font: string;

beforeAll(async () => {
  const html = await (await fetch(server.url)).text();
  script = /<script src="(\/_next\/static\/[^"]+\.js)[?"]/.exec(html)?.[1] ?? "";
  font = /\/_next\/static\/[^"]+\.woff2/.exec(html)?.[0] ?? "";
});

it.each([
  ["br, gzip", "br"],
  ["gzip", "gzip"],
] as const)("a script is sent compressed to a client that accepts %s", async (accepted, encoding) => {
  const plain = await requestPage(server, script);
  const small = await requestPage(server, script, { "Accept-Encoding": accepted });
  expect(plain.headers).not.toHaveProperty("content-encoding");
  expect(small.headers).toMatchObject({
    "content-encoding": encoding,
    "content-length": String(small.body.length),
    "content-type": plain.headers["content-type"],
    "cache-control": "public, max-age=31536000, immutable",
    vary: "Accept-Encoding",
    ...SECURITY_HEADERS,
  });
  expect(plain.headers["content-type"]).toMatch(/javascript/);
  expect(small.text).toBe(plain.text);
  expect(small.body.length).toBeLessThan(plain.body.length / 2);
});

it("a font, which is compressed already, is sent as it is", async () => {
  const { status, headers } = await requestPage(server, font, { "Accept-Encoding": "br" });
  expect(status).toBe(200);
  expect(headers["content-type"]).toBe("font/woff2");
  expect(headers).not.toHaveProperty("content-encoding");
});

it("HEAD of a script sends the headers of GET and no body", async () => {
  const headers = { "Accept-Encoding": "br" };
  const whole = await requestPage(server, script, headers);
  const head = await requestPage(server, script, headers, "HEAD");
  expect(head.body.length).toBe(0);
  expect({ ...head.headers, date: "" }).toEqual({ ...whole.headers, date: "" });
  expect(Number(head.headers["content-length"])).toBe(whole.body.length);
});

it("an unknown script and a folder are not found", async () => {
  for (const path of ["/_next/static/chunks/none.js", "/_next/static/chunks", "/_next/static/chunks/"]) {
    const { status, headers } = await requestPage(server, path, { "Accept-Encoding": "br" });
    expect([path, status]).toEqual([path, 404]);
    expect(headers["cache-control"]).not.toMatch(/immutable/);
  }
});
