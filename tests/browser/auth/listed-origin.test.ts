import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright";
import { beforeAll, expect, it } from "vitest";
import { shareBrowser } from "../../support/browser";
import { startInkwell, type OwnInkwell } from "../../support/inkwell";
import { addUser } from "../../support/users";

/** Another site, whose pages call the API. `localhost` and `127.0.0.1` are different sites. */
let origin: string;
let inkwell: OwnInkwell;

beforeAll(async () => {
  const other = createServer((_request, response) =>
    response.writeHead(200, { "Content-Type": "text/html" }).end("<!doctype html><title>Other</title>"),
  );
  await new Promise<void>((resolve) => other.listen(0, resolve));
  origin = `http://localhost:${(other.address() as AddressInfo).port}`;
  inkwell = await startInkwell({ env: { CORS_ALLOWED_ORIGINS: origin } });
  return async () => {
    await inkwell.stop();
    await new Promise((resolve) => other.close(resolve));
  };
});

/** Logs in and publishes a post from a page, and returns what the page could read. */
async function publishFrom(page: Page, { email, password }: { email: string; password: string }) {
  return page.evaluate(
    async ([url, username, password]) => {
      const form = { username, password, scope: "offline_access" };
      const login = await fetch(`${url}/api/users/token`, {
        method: "POST",
        body: new URLSearchParams(form),
      });
      const { access_token } = (await login.json()) as { access_token: string };
      const response = await fetch(`${url}/api/posts`, {
        method: "POST",
        headers: { Authorization: `Bearer ${access_token}`, "Content-Type": "application/json" },
        body: JSON.stringify({ title: "From elsewhere", content: "Text." }),
      });
      const rejected = await fetch(`${url}/api/posts/x`);
      const problem = (await rejected.json()) as { code: string };
      const { status, headers } = response;
      return { status, location: headers.get("location"), code: problem.code };
    },
    [inkwell.url, email, password] as const,
  );
}

it("lets a page of a listed origin log in, publish, and read headers and errors, but not use cookies", async () => {
  const context = await (await shareBrowser("shell")).newContext();
  const page = await context.newPage();
  await page.goto(origin);
  const user = await addUser(inkwell);
  inkwell.secrets.add(user.password);
  expect(await publishFrom(page, user)).toEqual({
    status: 201,
    location: "/api/posts/1",
    code: "validation-error",
  });
  expect(await context.cookies(inkwell.url)).toEqual([]);
  const withCookies = await page.evaluate(
    (url) =>
      fetch(url, { credentials: "include" }).then(
        () => "read",
        () => "blocked",
      ),
    `${inkwell.url}/api/posts`,
  );
  expect(withCookies).toBe("blocked");
  await context.close();
});

it("keeps responses from the pages of an origin that is not listed", async () => {
  const context = await (await shareBrowser("shell")).newContext();
  const page = await context.newPage();
  await page.goto(origin.replace("localhost", "127.0.0.1"));
  await expect(publishFrom(page, await addUser(inkwell))).rejects.toThrow("Failed to fetch");
  await context.close();
});
