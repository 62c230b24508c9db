import { expect, it } from "vitest";
import { PROBLEMS } from "@/lib/schemas/problem";
import { expectAccessible } from "../../support/accessibility";
import { call } from "../../support/call";
import { provideInkwell } from "../../support/inkwell";
import { addressOf, eventually, provideBrowser } from "../../support/page";
import { PROBLEM_KINDS } from "../../support/problems";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

it("explains every problem of the API on /docs/errors, and nothing else", async () => {
  const page = await visit("/docs/errors");
  const entries = await page.locator("section[id]").evaluateAll((sections: HTMLElement[]) =>
    sections.map((section) => ({
      code: section.id,
      heading: section.querySelector("h2")?.innerText,
      texts: [...section.querySelectorAll("p")].map(({ innerText }) => innerText),
    })),
  );
  const sentence: unknown = expect.stringMatching(/^[A-Z].*\.$/);
  expect(entries).toEqual(
    PROBLEM_KINDS.map(({ code, status, title }) => ({
      code,
      heading: code,
      texts: [`${status} ${title}`, sentence, sentence],
    })),
  );
  expect(entries.map(({ code }) => code)).toEqual(Object.keys(PROBLEMS));

  await page.getByRole("main").getByRole("link", { name: "API page" }).click();
  await eventually(() => addressOf(page)).toBe("/docs");
  await page.getByRole("main").getByRole("link", { name: "list of errors" }).click();
  await eventually(() => addressOf(page)).toBe("/docs/errors");
});

const REQUESTS = [
  ["GET", "/api/users/me", undefined],
  ["GET", "/api/nothing", undefined],
  ["DELETE", "/api/health", undefined],
  ["POST", "/api/users", { username: "" }],
] as const;

it("shows the entry of a problem at its type URL, passes axe there and fits 320 px", async () => {
  const page = await visit("/docs");
  for (const [method, path, json] of REQUESTS) {
    const { body } = await call(inkwell, method, path, json && { json });
    const { type, code } = body as { type: string; code: string };
    // Relative to the URL of the response (RFC 9457 §3.1.1).
    const url = new URL(type, inkwell.url + path);
    await page.goto(url.href);
    const entry = page.locator(":target");
    await eventually(() => entry.getByRole("heading").innerText()).toBe(code);
    await eventually(() => entry.evaluate((element) => element.getBoundingClientRect().top)).toBeLessThan(
      800,
    );
  }
  await expectAccessible(page);
});
