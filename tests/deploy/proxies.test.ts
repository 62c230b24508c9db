import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { connect as connectTls } from "node:tls";
import { gunzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { BODY_MAX_KIB } from "@/lib/schemas/request-limits";
import { provideOwnInkwell } from "../support/inkwell";
import { readLog } from "../support/log";
import { newUser, signUp } from "../support/users";
import { startCaddy } from "./support/caddy";
import { sendHttp1, sendHttp2, type Message, type Reply } from "./support/client";
import { isInstalled } from "./support/is-installed";
import { startNginx } from "./support/nginx";
import { SITE_HOST, type Proxy } from "./support/proxy";

const SITE_URL = `https://${SITE_HOST}`;
const FORGED = { "X-Forwarded-For": "192.0.2.77", "X-Forwarded-Host": "evil.example" };

const PROXIES = [
  { name: "nginx", start: startNginx },
  { name: "caddy", start: startCaddy },
];

const inkwell = provideOwnInkwell({
  env: { TRUSTED_PROXY_HOPS: "1", SITE_URL, RATE_LIMITS: "on", RATE_LIMIT_REGISTRATIONS_PER_ADDRESS: "3" },
});

describe.each(PROXIES)("behind $name with the file of the guide", ({ name, start }) => {
  describe.runIf(isInstalled(name))(`(skipped unless ${name} is installed)`, () => {
    let proxy: Proxy;

    beforeAll(async () => {
      proxy = await start([inkwell.port]);
      return proxy.stop;
    });

    const form = (fields: Record<string, string>): Message => ({
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams(fields).toString(),
    });

    it("people register, log in and publish over HTTP/2, and the refresh cookie is secure", async () => {
      const user = newUser();
      const json = (body: unknown, headers = {}) => ({
        headers: { "Content-Type": "application/json", ...headers },
        body: JSON.stringify(body),
      });
      expect(await sendHttp2(proxy, "POST", "/api/users", json(user))).toMatchObject({ status: 201 });

      const { email: username, password } = user;
      const login = form({ username, password, client_id: "web" });
      const fromPage = { ...login.headers, Origin: SITE_URL };
      const reply = await sendHttp2(proxy, "POST", "/api/users/token", { ...login, headers: fromPage });
      expect(String(reply.headers["set-cookie"])).toMatch(/^refresh_token=.*; Secure/i);
      expect(reply.headers["strict-transport-security"]).toMatch(/^max-age=\d+$/);

      const { access_token: token } = JSON.parse(String(reply.bytes)) as { access_token: string };
      const post = json({ title: "Notes", content: "By proxy." }, { Authorization: `Bearer ${token}` });
      const published = await sendHttp2(proxy, "POST", "/api/posts", post);
      expect(published.status).toBe(201);
      const page = await sendHttp2(proxy, "GET", String(published.headers["location"]).replace("/api", ""));
      expect(String(page.bytes)).toContain(`<link rel="canonical" href="${SITE_URL}/posts/`);
      expect(String(page.bytes)).not.toContain("http://blog");
    });

    it("the log has the address of the client, which cannot choose another", async () => {
      const before = readLog(inkwell).length;
      const login = form({ username: "nobody@example.com", password: "wrong canary" });
      const forged = { ...login, headers: { ...login.headers, ...FORGED } };
      expect((await sendHttp2(proxy, "POST", "/api/users/token", forged)).status).toBe(401);
      const failures = readLog(inkwell).slice(before);
      expect(failures).toMatchObject([{ event: "authn_login_fail", address: "127.0.0.1" }]);
    });

    it("a page of another site cannot log in by naming its own host", async () => {
      const login = form({ username: "nobody@example.com", password: "wrong canary", client_id: "web" });
      const headers = { ...login.headers, ...FORGED, Origin: "https://evil.example" };
      expect((await sendHttp2(proxy, "POST", "/api/users/token", { ...login, headers })).status).toBe(403);
    });

    it("responses are compressed once, as the client asks", async () => {
      for (const send of [sendHttp1, sendHttp2]) {
        const plain = await send(proxy, "GET", "/");
        expect(plain.headers["content-encoding"]).toBeUndefined();
        expect(String(plain.bytes)).toContain("</html>");
        const packed = await send(proxy, "GET", "/", { headers: { "Accept-Encoding": "gzip" } });
        expect(packed.headers["content-encoding"]).toBe("gzip");
        expect(String(gunzipSync(packed.bytes))).toContain("</html>");
        expect(packed.headers["vary"]).toContain("Accept-Encoding");
      }
    });

    it.each([
      ["just above the limit", BODY_MAX_KIB * 1024 + 1],
      ["of 6 MiB", 6 * 1024 * 1024],
    ])("a body %s gets Inkwell's problem", async (_, size) => {
      const { token } = await signUp(inkwell);
      const message = {
        headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
        body: Buffer.alloc(size, " "),
      };
      for (const send of [sendHttp1, sendHttp2]) {
        const reply = await send(proxy, "POST", "/api/posts", message);
        expect(reply.status).toBe(413);
        expect(problemOf(reply)).toBe("payload-too-large");
      }
    });

    it("an upgrade to WebSocket gets a response, and the connection ends", async () => {
      const socket = connectTls({ ca: proxy.certificate, port: proxy.port, servername: SITE_HOST });
      const head = [
        `GET /socket HTTP/1.1`,
        `Host: ${SITE_HOST}`,
        "Connection: Upgrade",
        "Upgrade: websocket",
      ];
      const key = ["Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="];
      socket.write([...head, ...key, "", ""].join("\r\n"));
      // The second request ends the connection, if it is read as one.
      socket.write(`GET / HTTP/1.1\r\nHost: ${SITE_HOST}\r\nConnection: close\r\n\r\n`);
      const received = await text(socket);
      expect(received).toMatch(/^HTTP\/1\.1 404 /);
    });

    it("a missing file is 404, and a hashed one may be kept forever", async () => {
      expect((await sendHttp2(proxy, "GET", "/_next/static/missing.js")).status).toBe(404);
      const [script] =
        /\/_next\/static\/[^"]+\.js/.exec(String((await sendHttp2(proxy, "GET", "/")).bytes)) ?? [];
      const file = await sendHttp2(proxy, "GET", String(script));
      expect(file.status).toBe(200);
      expect(file.headers["cache-control"]).toContain("immutable");
    });

    it("http leads to https", async () => {
      const socket = connect(proxy.httpPort, "127.0.0.1");
      socket.write(`GET /login?next=%2F HTTP/1.1\r\nHost: ${SITE_HOST}\r\nConnection: close\r\n\r\n`);
      expect(await text(socket)).toMatch(
        /^HTTP\/1\.1 308 [^]*^Location: https:\/\/blog\.example.*\/login\?next=%2F\r$/im,
      );
    });
  });
});

function problemOf({ bytes }: Reply): unknown {
  return (JSON.parse(String(bytes)) as { code: unknown }).code;
}
