import type { Page } from "playwright";
import { beforeAll, expect, it } from "vitest";
import { call } from "../../support/call";
import { execute } from "../../support/database";
import { readFields } from "../../support/editor";
import { provideInkwell } from "../../support/inkwell";
import { eventually, provideBrowser } from "../../support/page";
import { publish } from "../../support/posts";
import { signUp, type Author } from "../../support/users";

// That no page breaks its own policy is seen by `provideBrowser`, in every test of a browser.
const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

/** What would call `spring` wherever it is taken for more than text. */
const TRAP = "<img src=x onerror=spring()><script>spring()</script><svg onload=spring()>";
const TEXT = `${TRAP}</textarea></title></script>"'><script>spring()</script><a href="javascript:spring()">x</a>`;
const NAME = "<svg onload=spring()>";
/** What would call it as an address. */
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

/** Opens a page that notes the traps that spring. */
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

it("shows planted markup as it was typed in lists, on a post and by its author's name", async () => {
  for (const path of ["/", `/users/${author.id}/posts`]) {
    const page = await open(path);
    await page.getByRole("article").getByRole("link", { name: NAME, exact: true }).first().waitFor();
    await page.getByRole("link", { name: TRAP, exact: true }).click();
    await page.getByRole("heading", { level: 1, name: TRAP, exact: true }).waitFor();
    expect(await page.getByRole("article").innerText()).toContain(TEXT);
    expect(await page.title()).toBe(`${TRAP} · Inkwell`);
    expect(await readSprung(page)).toEqual([]);
  }
});

it("and in the dialogs, the fields and the bar of whoever wrote it", async () => {
  const { token } = author;
  const page = await open(`/posts/${postId}`, { token });
  const article = page.getByRole("article");
  await article.getByRole("button", { name: "Edit" }).click();
  expect(await readFields(page)).toEqual([TRAP, TEXT]);
  await page.keyboard.press("Escape");
  await article.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog", { name: "Delete this post?" }).getByText(TRAP).waitFor();
  await page.keyboard.press("Escape");
  expect(await readSprung(page)).toEqual([]);

  await page.goto("/account");
  await eventually(() => page.getByLabel("Username").inputValue()).toBe(NAME);
  expect(await readSprung(page)).toEqual([]);
});

it("and in the devices that somebody logged in with", async () => {
  const { email, password, token } = author;
  const form = { username: email, password };
  const headers = { "User-Agent": `x ${NAME}/1 (y)` };
  expect((await call(inkwell, "POST", "/api/users/token", { form, headers })).status).toBe(200);
  const page = await open("/account", { token });
  await page.getByRole("button", { name: "Log out x svg onloadspring", exact: true }).waitFor();
  expect(await readSprung(page)).toEqual([]);

  // Nor does one run anything that was stored as it was sent.
  await execute(inkwell, "UPDATE sessions SET device = ? WHERE device LIKE 'x svg%'", NAME);
  await page.reload();
  await page.getByRole("button", { name: `Log out ${NAME}`, exact: true }).waitFor();
  expect(await readSprung(page)).toEqual([]);
});

it("and in what a server says of a fault, and in what was asked for", async () => {
  const page = await open(`/login?next=${encodeURIComponent(ADDRESS)}`, {
    expected: ["401 POST /api/users/token"],
    before: (context) =>
      context.route("**/api/users/token", async (route, request) => {
        if (!request.postData()?.includes("wrong")) return route.continue();
        return route.fulfill({ status: 401, json: { detail: TRAP, code: "invalid-credentials" } });
      }),
  });
  await page.getByLabel("Email", { exact: true }).fill(author.email);
  await page.getByLabel("Password", { exact: true }).fill("wrong password");
  const send = page.getByRole("main").getByRole("button", { name: "Log in" });
  await send.click();
  await page.getByRole("main").getByRole("alert").filter({ hasText: TRAP }).waitFor();
  await page.getByLabel("Password", { exact: true }).fill(author.password);
  await send.click();
  await page.waitForURL("/");
  expect(await readSprung(page)).toEqual([]);
});

it("the policy stops what such markup would do", async () => {
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
        // As it should be.
      }
    };
    // Later, and so no longer in the name of the test, to whom more is allowed.
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

it("nobody frames a page", async () => {
  const page = await open("/login", { expected: ["console: ", "net::ERR_BLOCKED_BY_RESPONSE GET /login"] });
  const thief = await page.context().newPage();
  await thief.setContent(`<iframe src="${inkwell.url}/login"></iframe>`);
  await eventually(() => thief.frames()[1]?.url()).toBe("chrome-error://chromewebdata/");
});
