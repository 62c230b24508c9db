import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { requestPage } from "@/tests/support/page-response";
import { StoredPage } from "./stored-page";

const NONCE = "AAAAAAAAAAAAAAAAAAAAAA==";
const BODY = `<html><script src="/a.js" nonce="${NONCE}"></script><script nonce="${NONCE}" id="_R_">own("${NONCE}")</script><p>Ä</p>`;
const sha256 = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

function makePage(body: string, { status = 200 } = {}): StoredPage {
  const headers = {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "private, no-store",
    "content-security-policy": `default-src 'none'; script-src 'nonce-${NONCE}' 'strict-dynamic'`,
    link: `</a.woff2>; rel=preload; nonce="${NONCE}"; type="font/woff2"`,
    "content-length": "1",
    connection: "close",
  };
  return new StoredPage({ status, headers, body: Buffer.from(body) });
}

/** Requests a page from a server that always sends this one. */
async function request(page: StoredPage, headers: Record<string, string> = {}) {
  const server = createServer((received, response) => page.send(received, response));
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return requestPage({ port }, "/", headers);
}

it("sends the page without its nonce, and a policy with the hashes of its scripts", async () => {
  const { text, headers } = await request(makePage(BODY));
  expect(text).toBe('<html><script src="/a.js"></script><script id="_R_">own("")</script><p>Ä</p>');
  expect(headers["content-security-policy"]).toMatch(
    /; script-src 'self' 'sha256-\S+' 'sha256-\S+'; style-src/,
  );
  expect(headers["content-security-policy"]).toContain(sha256('own("")'));
  expect(headers["link"]).toBe('</a.woff2>; rel=preload; type="font/woff2"');
  expect(JSON.stringify(headers)).not.toMatch(/nonce|strict-dynamic|unsafe/);
});

it("does not allow a script that lacks the nonce, which somebody else wrote into the page", async () => {
  const evil = [`<script>evil(1)</script>`, `<script nonce="guess">evil(2)</script>`];
  const { headers } = await request(makePage(BODY + evil.join("")));
  const policy = String(headers["content-security-policy"]);
  expect(policy).toContain(sha256('own("")'));
  expect(policy.match(/'sha256-/g)).toHaveLength(4); // the theme script, the own one, and two of styles
});

it("refuses a page that has no nonce", () => {
  const rendered = {
    status: 200,
    headers: { "content-security-policy": "default-src 'none'" },
    body: Buffer.of(),
  };
  expect(() => new StoredPage(rendered)).toThrow("no nonce");
});

it("compresses the page, with a tag for each encoding that depends on nothing but the bytes", async () => {
  const page = makePage(BODY + "x".repeat(1_000));
  const plain = await request(page);
  const brotli = await request(page, { "Accept-Encoding": "br" });
  expect(brotli.headers).toMatchObject({ "content-encoding": "br" });
  expect(Number(brotli.headers["content-length"])).toBeLessThan(300);
  expect(plain.headers).not.toHaveProperty("content-encoding");
  expect(brotli.headers["etag"]).toMatch(/^"[\w+/]{27}"$/);
  expect(brotli.headers["etag"]).not.toBe(plain.headers["etag"]);
  const same = await request(makePage(BODY + "x".repeat(1_000)), { "Accept-Encoding": "br" });
  expect(same.headers["etag"]).toBe(brotli.headers["etag"]);
});

it("answers If-None-Match with 304 if a tag matches", async () => {
  const page = makePage(BODY);
  const { headers } = await request(page);
  const etag = headers["etag"] ?? "";
  for (const field of [etag, `W/${etag}`, `"x", ${etag}`, "*"]) {
    const answer = await request(page, { "If-None-Match": field });
    expect(answer, field).toMatchObject({
      status: 304,
      text: "",
      headers: { etag, "cache-control": "private, no-cache" },
    });
    expect(answer.headers).not.toHaveProperty("content-length");
  }
  for (const field of ["x", `"x"`, ""])
    expect(await request(page, { "If-None-Match": field }), field).toMatchObject({ status: 200 });
});

it("sends the headers of an error page as rendered, and no tag", async () => {
  const answer = await request(makePage(BODY, { status: 404 }), { "If-None-Match": "*" });
  expect(answer).toMatchObject({ status: 404, headers: { "cache-control": "private, no-store" } });
  expect(answer.headers).not.toHaveProperty("etag");
});
