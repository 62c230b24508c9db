import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { beforeAll, expect, it } from "vitest";
import { addBrowserUser, countSessions, readRefreshCookie, statusOf } from "../../support/browser-session";
import { provideInkwell } from "../../support/inkwell";
import { logoutButton, provideBrowser } from "../../support/page";

const inkwell = provideInkwell();
let port: number;
const visit = provideBrowser(inkwell);

beforeAll(async () => {
  const foreign = createServer((_request, response) =>
    response.writeHead(200, { "Content-Type": "text/html" }).end("<!doctype html><title>Foreign</title>"),
  );
  await new Promise<void>((resolve) => foreign.listen(0, resolve));
  port = (foreign.address() as AddressInfo).port;
  return () => new Promise((resolve) => foreign.close(resolve));
});

// Another port is another origin of the same site, whose requests carry the cookie; `localhost` is another site.
it.each(["127.0.0.1", "localhost"])(
  "gives a page of another origin (%s) no use of the refresh cookie",
  async (host) => {
    const { user, session } = await addBrowserUser(inkwell);
    const page = await visit("/", {
      session,
      expected: ["foreign: ", "4", "console: Access to fetch", "net::ERR"],
    });

    const own = await page.context().newPage();
    for (const path of ["/api/users/token", "/api/users/token/revoke"]) {
      // The requests name no token, so that the cookie is all they could use.
      const fields = path.endsWith("revoke") ? {} : { grant_type: "refresh_token", client_id: "web" };
      const url = inkwell.url + path;
      await own.goto(`http://${host}:${port}/`);
      const read = await own.evaluate(
        ([address, body]) =>
          fetch(address, { method: "POST", credentials: "include", body: new URLSearchParams(body) }).then(
            (response) => response.text(),
            () => "blocked",
          ),
        [url, fields] as const,
      );
      expect(read).toBe("blocked");

      await own.goto(`http://${host}:${port}/`);
      const [response] = await Promise.all([
        own.waitForResponse(url),
        own.waitForURL(url),
        own.evaluate(
          ([address, body]) => {
            const form = Object.assign(document.createElement("form"), { method: "post", action: address });
            for (const [name, value] of Object.entries(body))
              form.append(Object.assign(document.createElement("input"), { name, value }));
            document.body.append(form);
            form.submit();
          },
          [url, fields] as const,
        ),
      ]);
      expect(response.status()).toBe(400);
      expect(await response.headerValue("set-cookie")).toBeNull();
    }
    expect((await readRefreshCookie(page))?.value).toBe(session.refreshToken);
    expect(await statusOf(inkwell, session.token)).toBe(200);
    expect(await countSessions(inkwell, user)).toBe(1);
    await page.reload();
    await logoutButton(page).waitFor();
  },
);

it.each(["127.0.0.1", "localhost"])(
  "lets a page of another origin (%s) embed no response of the API",
  async (host) => {
    const { session } = await addBrowserUser(inkwell);
    const page = await visit("/", {
      session,
      expected: ["foreign: ", "405 GET /api/users/token", "net::ERR_BLOCKED_BY", "console: Framing"],
    });
    // The worst case: a browser that adds the access token to every request.
    await page
      .context()
      .route("**/api/users/me", (route, request) =>
        route.continue({ headers: { ...request.headers(), authorization: `Bearer ${session.token}` } }),
      );
    const own = await page.context().newPage();
    const blocked: string[] = [];
    own.on("requestfailed", (request) =>
      blocked.push(`${request.resourceType()} ${request.failure()?.errorText}`),
    );
    await own.goto(`http://${host}:${port}/`);
    const renewal = `${inkwell.url}/api/users/token?grant_type=refresh_token&client_id=web`;
    const loaded = await own.evaluate(
      ([me, token]) => {
        const embed = (tag: "script" | "img" | "iframe", src: string) =>
          new Promise<string>((resolve) => {
            const element = Object.assign(document.createElement(tag), { src });
            element.addEventListener("load", () => resolve(`${tag} load`));
            element.addEventListener("error", () => resolve(`${tag} error`));
            document.body.append(element);
          });
        return Promise.all([embed("img", token), embed("script", me), embed("img", me), embed("iframe", me)]);
      },
      [`${inkwell.url}/api/users/me`, renewal] as const,
    );
    expect(loaded).toEqual(["img error", "script error", "img error", "iframe load"]);
    expect(blocked.sort()).toEqual([
      "document net::ERR_BLOCKED_BY_RESPONSE",
      "image net::ERR_BLOCKED_BY_RESPONSE.NotSameOrigin",
      "image net::ERR_BLOCKED_BY_RESPONSE.NotSameOrigin",
      "script net::ERR_BLOCKED_BY_RESPONSE.NotSameOrigin",
    ]);
    expect(own.frames()[1]?.url()).toBe("chrome-error://chromewebdata/");
    expect((await readRefreshCookie(page))?.value).toBe(session.refreshToken);
    expect(await statusOf(inkwell, session.token)).toBe(200);
  },
);
