import type { Page } from "playwright";
import { beforeAll, expect, it } from "vitest";
import { submitLogin } from "../../support/browser-session";
import { call } from "../../support/call";
import { execute } from "../../support/database";
import { button, readFields, title } from "../../support/editor";
import { provideInkwell } from "../../support/inkwell";
import { eventually, provideBrowser } from "../../support/page";
import { publish } from "../../support/posts";
import { signUp, type Author } from "../../support/users";

// `provideBrowser` checks in every browser test that no page violates its own policy.
const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

/** Markup that calls `spring` wherever it is not treated as text. */
const TRAP = "<img src=x onerror=spring()><script>spring()</script><svg onload=spring()>";
const TEXT = `${TRAP}</textarea></title></script>"'><script>spring()</script><a href="javascript:spring()">x</a>`;
const NAME = "<svg onload=spring()>";
/** A URL that calls `spring`. */
const ADDRESS = "javascript:spring()";

let author: Author;
let postId: number;

beforeAll(async () => {
  author = await signUp(inkwell);
  const { id, token } = author;
  const renamed = await call(inkwell, "PATCH", `/api/users/${id}`, { token, json: { username: NAME } });
  expect(renamed.status, renamed.text).toBe(200);
  postId = (await publish(inkwell, author, { title: TRAP, content: TEXT })).id;
});

/** Opens a page that records the calls of `spring`. */
const open: typeof visit = (path, options) =>
  visit(path, {
    ...options,
    before: async (context) => {
      await context.addInitScript(() => {
        const sprung: unknown[] = [];
        Object.assign(window, { sprung, spring: (what: unknown) => sprung.push(what) });
      });
      await options?.before?.(context);
    },
  });

const readSprung = (page: Page) => page.evaluate(() => (window as unknown as { sprung: unknown[] }).sprung);

it("shows hostile markup as text in lists, among the results of a search, on a post and in the name of its author", async () => {
  for (const path of ["/", `/users/${author.id}/posts`, "/search?q=onerror"]) {
    const page = await open(path);
    await page.getByRole("article").getByRole("link", { name: NAME, exact: true }).first().waitFor();
    await page.getByRole("link", { name: TRAP, exact: true }).click();
    await page.getByRole("heading", { level: 1, name: TRAP, exact: true }).waitFor();
    expect(await page.getByRole("article").innerText()).toContain(TEXT);
    await eventually(() => page.title()).toBe(`${TRAP} · Inkwell`);
    expect(await readSprung(page)).toEqual([]);
  }
});

it("shows hostile markup as text in the dialogs and fields of its author", async () => {
  const { token } = author;
  const page = await open(`/posts/${postId}`, { token });
  const article = page.getByRole("article");
  await article.getByRole("link", { name: "Edit" }).click();
  await title(page).waitFor();
  expect(await readFields(page)).toEqual([TRAP, TEXT]);
  await button(page, "Preview").click();
  await page.getByRole("main").getByText("<svg onload=spring()>").first().waitFor();
  expect(await readSprung(page)).toEqual([]);
  await page.goBack();
  await article.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog", { name: "Delete this post?" }).getByText(TRAP).waitFor();
  await page.keyboard.press("Escape");
  expect(await readSprung(page)).toEqual([]);

  await page.goto("/account");
  await eventually(() => page.getByLabel("Username").inputValue()).toBe(NAME);
  expect(await readSprung(page)).toEqual([]);
});

it("shows hostile markup as text in the device names of sessions", async () => {
  const { email, password, token } = author;
  const form = { username: email, password };
  const headers = { "User-Agent": `x ${NAME}/1 (y)` };
  expect((await call(inkwell, "POST", "/api/users/token", { form, headers })).status).toBe(200);
  const page = await open("/account", { token });
  await page.getByRole("button", { name: "Log out x svg onloadspring", exact: true }).waitFor();
  expect(await readSprung(page)).toEqual([]);

  // Also in a name that was stored without being cleaned.
  await execute(inkwell, "UPDATE sessions SET device = ? WHERE device LIKE 'x svg%'", NAME);
  await page.reload();
  await page.getByRole("button", { name: `Log out ${NAME}`, exact: true }).waitFor();
  expect(await readSprung(page)).toEqual([]);
});

it("shows hostile markup as text in error messages, and does not follow a hostile next", async () => {
  const page = await open(`/login?next=${encodeURIComponent(ADDRESS)}`, {
    expected: ["401 POST /api/users/token"],
    before: (context) =>
      context.route("**/api/users/token", async (route, request) => {
        if (!request.postData()?.includes("wrong")) return route.continue();
        return route.fulfill({ status: 401, json: { detail: TRAP, code: "invalid-credentials" } });
      }),
  });
  await submitLogin(page, { email: author.email, password: "wrong password" });
  await page.getByRole("main").getByRole("alert").filter({ hasText: TRAP }).waitFor();
  await submitLogin(page, author);
  await page.waitForURL("/");
  expect(await readSprung(page)).toEqual([]);
});

it("blocks the effects of injected markup by the content policy", async () => {
  const other = "http://other.example";
  const page = await open("/login", { expected: ["console: ", `foreign: ${other}`, "csp GET "] });
  await page.evaluate((elsewhere) => {
    const directives = new Set<string>();
    Object.assign(window, { directives });
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) =>
      directives.add(effectiveDirective),
    );
    const add = <Tag extends keyof HTMLElementTagNameMap>(
      tag: Tag,
      attributes: Partial<HTMLElementTagNameMap[Tag]>,
    ) => document.head.appendChild(Object.assign(document.createElement(tag), attributes));
    const plant = () => {
      const part = document.body.appendChild(document.createElement("div"));
      part.innerHTML = `<img src=/icon.svg onload=spring("handler")> <p style="color: red">x</p> <img src=${elsewhere}/x.png>
        <a href="javascript:spring('link')">x</a> <iframe src=${elsewhere}></iframe>
        <iframe srcdoc="<script>parent.spring('script')</script>"></iframe> <object data=/icon.svg></object>
        <form action=${elsewhere}><button>x</button></form>`;
      part.querySelector("a")?.click();
      part.querySelector("button")?.click();
      add("style", { textContent: "p { color: red }" });
      add("base", { href: elsewhere });
      fetch(elsewhere).catch(() => undefined);
      try {
        eval("spring('eval')");
      } catch {
        // Blocked, as it should be.
      }
    };
    // In a timer, since the policy does not bind code that the test itself evaluates.
    setTimeout(plant);
  }, other);
  await eventually(() =>
    page.evaluate(() => [...(window as unknown as { directives: Set<string> }).directives].sort()),
  ).toEqual([
    "base-uri",
    "connect-src",
    "form-action",
    "frame-src",
    "img-src",
    "object-src",
    "script-src",
    "script-src-attr",
    "script-src-elem",
    "style-src-attr",
    "style-src-elem",
  ]);
  expect(await readSprung(page)).toEqual([]);
  const colors = await page.evaluate(() =>
    [...document.querySelectorAll("p")].map((paragraph) => getComputedStyle(paragraph).color),
  );
  expect(colors).not.toContain("rgb(255, 0, 0)");
});

it("cannot be framed by another site", async () => {
  const page = await open("/login", { expected: ["console: ", "net::ERR_BLOCKED_BY_RESPONSE GET /login"] });
  const foreign = await page.context().newPage();
  await foreign.setContent(`<iframe src="${inkwell.url}/login"></iframe>`);
  await eventually(() => foreign.frames()[1]?.url()).toBe("chrome-error://chromewebdata/");
});
