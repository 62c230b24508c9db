import { expect, it } from "vitest";
import { PROBLEMS } from "@/lib/schemas/problem";
import { expectAccessible } from "../../support/accessibility";
import { call } from "../../support/call";
import { provideInkwell } from "../../support/inkwell";
import { addressOf, eventually, provideBrowser } from "../../support/page";
import { PROBLEM_KINDS } from "../../support/problems";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

it("has an entry for every problem, and for nothing else: what it is, when it comes, what to do", async () => {
  const page = await visit("/docs/errors");
  const entries = await page.locator("section[id]").evaluateAll((sections: HTMLElement[]) =>
    sections.map((section) => ({
      code: section.id,
      heading: section.querySelector("h2")?.innerText,
      texts: [...section.querySelectorAll("p")].map(({ innerText }) => innerText),
    })),
  );
  expect(entries).toEqual(
    PROBLEM_KINDS.map(({ code, status, title }) => ({
      code,
      heading: code,
      texts: [
        `${status} ${title}`,
        expect.stringMatching(/^[A-Z].*\.$/),
        expect.stringMatching(/^[A-Z].*\.$/),
      ],
    })),
  );
  expect(entries.map(({ code }) => code)).toEqual(Object.keys(PROBLEMS));
});

it.each([
  ["GET", "/api/users/me", undefined],
  ["GET", "/api/nothing", undefined],
  ["DELETE", "/api/health", undefined],
  ["POST", "/api/users", { username: "" }],
] as const)("is where the type of a problem leads: %s %s", async (method, path, json) => {
  const { body } = await call(inkwell, method, path, json && { json });
  const { type, code } = body as { type: string; code: string };
  // Relative to the address that answered (RFC 9457 §3.1.1).
  const address = new URL(type, inkwell.url + path);
  const page = await visit(address.pathname + address.hash);
  const entry = page.locator(":target");
  await eventually(() => entry.getByRole("heading").innerText()).toBe(code);
  await eventually(() => entry.evaluate((element) => element.getBoundingClientRect().top)).toBeLessThan(800);
});

it("leads to the API's page and back", async () => {
  const page = await visit("/docs/errors");
  await page.getByRole("main").getByRole("link", { name: "API page" }).click();
  await eventually(() => addressOf(page)).toBe("/docs");
  await page.getByRole("main").getByRole("link", { name: "list of errors" }).click();
  await eventually(() => addressOf(page)).toBe("/docs/errors");
});

it("has no fault that axe finds and fits 320 px", async () => {
  await expectAccessible(await visit("/docs/errors#overloaded"));
});
