import { describe, expect, it } from "vitest";
import { provideInkwell, provideOwnInkwell } from "../../support/inkwell";

const PATH = "/.well-known/security.txt";
const CONTACT = "mailto:security@blog.example";
const DAY_MS = 24 * 60 * 60 * 1000;

const server = provideOwnInkwell({ env: { SECURITY_CONTACT: CONTACT, SITE_URL: "https://blog.example" } });
const withoutUrl = provideOwnInkwell({ env: { SECURITY_CONTACT: CONTACT } });
const withoutContact = provideInkwell();

describe("security.txt (RFC 9116)", () => {
  it("names the contact, its canonical URL and a date within a year", async () => {
    const response = await fetch(server.url + PATH);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    const lines = (await response.text()).split("\n");
    const [, expires = ""] = /^Expires: (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)$/.exec(lines[1] ?? "") ?? [];
    expect(lines).toEqual([
      `Contact: ${CONTACT}`,
      `Expires: ${expires}`,
      `Canonical: https://blog.example${PATH}`,
      "",
    ]);
    const days = (Date.parse(expires) - Date.now()) / DAY_MS;
    expect(days).toBeGreaterThan(30);
    expect(days).toBeLessThan(365);
  });

  it("responds to HEAD as well", async () => {
    const response = await fetch(server.url + PATH, { method: "HEAD" });
    expect([response.status, await response.text()]).toEqual([200, ""]);
  });

  it("has no canonical URL without SITE_URL", async () => {
    const text = await (await fetch(withoutUrl.url + PATH)).text();
    expect(text).toContain(`Contact: ${CONTACT}\n`);
    expect(text).not.toContain("Canonical");
  });

  it("does not exist without SECURITY_CONTACT", async () => {
    expect((await fetch(withoutContact.url + PATH)).status).toBe(404);
  });
});
