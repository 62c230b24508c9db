import { expect, it } from "vitest";
import { provideInkwell } from "../../support/inkwell";
import { provideBrowser } from "../../support/page";
import { PASSWORD } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);
const javaScriptEnabled = false;

const TYPED = {
  Username: "Ada",
  Email: "ada@example.com",
  Password: PASSWORD,
  "Confirm password": PASSWORD,
};

it.each([
  ["/", /.+/],
  ["/login", "Log in"],
  ["/register", "Register"],
  ["/account", "Account"],
  ["/docs", "The API"],
  ["/docs/errors", "Errors"],
])("shows %s without JavaScript", async (path, name) => {
  const page = await visit(path, { javaScriptEnabled });
  await page.getByRole("heading", { level: 1, name }).waitFor();
  await page.getByRole("banner").getByRole("link", { name: "Inkwell" }).waitFor();
  expect(await page.getByRole("main").innerText()).not.toBe("");
});

it.each([
  ["/login", "Log in", ["Email", "Password"]],
  ["/register", "Register", ["Username", "Email", "Password", "Confirm password"]],
] as const)(
  "puts nothing that was typed into the address when %s is sent without JavaScript",
  async (path, button, labels) => {
    const page = await visit(`${path}?next=%2Faccount`, { javaScriptEnabled });
    for (const label of labels) await page.getByLabel(label, { exact: true }).fill(TYPED[label]);
    // The helper fails the test if any address then holds the password.
    const [request] = await Promise.all([
      page.waitForRequest((sent) => sent.isNavigationRequest()),
      page.getByRole("button", { name: button }).click(),
    ]);
    expect(request.method()).toBe("POST");
    expect(new URL(request.url()).search).toBe("?next=%2Faccount");
    await page.waitForLoadState();
    expect((await request.response())?.status()).toBeLessThan(400);
    await page.getByRole("heading", { level: 1 }).waitFor();
    expect(await page.content()).not.toContain(PASSWORD);
  },
);

it("leads from /docs to the API's description without JavaScript", async () => {
  const page = await visit("/docs", { javaScriptEnabled });
  const endpoints = page.getByRole("region", { name: "Endpoints" });
  const link = endpoints.getByRole("link", { name: "openapi.json" });
  await link.waitFor();
  const address = await link.evaluate((element: HTMLAnchorElement) => element.href);
  expect(await (await fetch(address)).json()).toMatchObject({ openapi: expect.stringMatching(/^3\.1/) });
});
