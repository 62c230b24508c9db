import { createServer, request as httpRequest, type OutgoingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Answer } from "../../support/call";
import { startInkwell, type OwnInkwell } from "../../support/inkwell";
import { readLog } from "../../support/log";
import { expectProblem } from "../../support/problems";
import { logInAsPage } from "../../support/refresh-cookie";
import { addUser } from "../../support/users";

// Each test starts its own product, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

/** A proxy on plain http, which sends the headers of `rewrite` instead of those of the browser. */
let proxy: { origin: string; port: number; rewrite: (host: string) => OutgoingHttpHeaders };
let server: OwnInkwell;

beforeEach(async () => {
  const listener = createServer((received, response) => {
    const { method, url, headers } = received;
    const sent = { ...headers, ...proxy.rewrite(headers.host ?? "") };
    const onward = httpRequest({ port: server.port, host: "127.0.0.1", method, path: url, headers: sent });
    onward.on("response", (answer) => {
      response.writeHead(answer.statusCode ?? 0, answer.headers);
      answer.pipe(response);
    });
    received.pipe(onward);
  });
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  const { port } = listener.address() as AddressInfo;
  proxy = { origin: `http://127.0.0.1:${port}`, port, rewrite: () => ({}) };
  return () => listener.close();
});

afterEach(() => server.stop());

const renamed = () => ({ host: "inkwell:3000" });

async function start(env: Record<string, string>, rewrite: (host: string) => OutgoingHttpHeaders) {
  server = await startInkwell({ env });
  proxy.rewrite = rewrite;
}

/** Logs in on a page behind the proxy. On plain http, browsers send no `Sec-Fetch-Site`. */
async function logInBehindProxy(headers: Record<string, string> = { Origin: proxy.origin }): Promise<Answer> {
  const behind = { ...server, url: proxy.origin, port: proxy.port };
  return logInAsPage(behind, await addUser(server), headers);
}

const readWarnings = () =>
  readLog(server).flatMap(({ level, message }) =>
    level === "warn" && String(message).startsWith("Rejecting logins") ? [message] : [],
  );

describe("behind a proxy on plain http", () => {
  it("that replaces Host, a login is rejected and the log says once what is wrong and what to set", async () => {
    await start({}, renamed);
    for (let time = 0; time < 2; time += 1) expectProblem(await logInBehindProxy(), "forbidden");
    expect(readWarnings()).toEqual([
      `Rejecting logins from pages at ${proxy.origin}, because the requests name the host inkwell:3000. If those ` +
        "pages are yours, a proxy replaces the Host header. Set SITE_URL to the origin of the pages, or let the proxy " +
        "pass the header on (nginx: proxy_set_header Host $http_host), or let it send X-Forwarded-Host and set " +
        "TRUSTED_PROXY_HOPS.",
    ]);
  });

  it("that replaces Host, SITE_URL lets the site's pages log in, and no other page", async () => {
    await start({ SITE_URL: proxy.origin }, renamed);
    const answer = await logInBehindProxy();
    expect(answer.status, answer.text).toBe(200);
    expect(answer.headers["set-cookie"]).toMatch(/^refresh_token=\S/);
    expect(readWarnings()).toEqual([]);
    expectProblem(await logInBehindProxy({ Origin: `${proxy.origin}.evil.example` }), "forbidden");
  });

  it.each<[string, Record<string, string>, (host: string) => OutgoingHttpHeaders]>([
    ["passes Host on", {}, () => ({})],
    [
      "sends X-Forwarded-Host and is trusted",
      { TRUSTED_PROXY_HOPS: "1" },
      (host) => ({ ...renamed(), "x-forwarded-host": host }),
    ],
  ])("that %s, the site's pages log in", async (_how, env, rewrite) => {
    await start(env, rewrite);
    const answer = await logInBehindProxy();
    expect(answer.status, answer.text).toBe(200);
    expect(readWarnings()).toEqual([]);
  });

  it("a login that the browser itself marks as cross-site is rejected without a warning", async () => {
    await start({}, renamed);
    const headers = { "Sec-Fetch-Site": "cross-site", Origin: "https://evil.example" };
    expectProblem(await logInBehindProxy(headers), "forbidden");
    expect(readWarnings()).toEqual([]);
  });
});
