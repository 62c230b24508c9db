import { describe, expect, it } from "vitest";
import type { Mail } from "./mail";
import { renderMail } from "./render-mail";

const ORIGIN = { at: "2026-11-29T10:15:00Z", device: "Firefox <on> Linux", address: "203.0.113.7" };
const PERSON = { to: "ann@example.com", username: "Ann" };
const MAILS: Mail[] = [
  { ...PERSON, kind: "verify-email", token: "a-token" },
  { ...PERSON, kind: "reset-password", token: "a-token" },
  { ...PERSON, kind: "confirm-new-email", token: "a-token" },
  { ...PERSON, ...ORIGIN, kind: "email-change-requested", newEmail: "new@example.com", token: "a-token" },
  { ...PERSON, ...ORIGIN, kind: "email-changed", newEmail: "new@example.com" },
  { ...PERSON, ...ORIGIN, kind: "password-changed" },
  { ...PERSON, ...ORIGIN, kind: "account-deleted" },
];
const LINKS: Partial<Record<Mail["kind"], string>> = {
  "verify-email": "/verify-email#token=a-token",
  "reset-password": "/reset-password#token=a-token",
  "confirm-new-email": "/verify-email#token=a-token",
  "email-change-requested": "/undo-email-change#token=a-token",
};

describe.each(MAILS)("the mail $kind", (mail) => {
  const { subject, text, html, link } = renderMail(mail);

  it("has its link in full, in both forms", () => {
    const path = LINKS[mail.kind];
    expect(link).toBe(path && `http://localhost:3000${path}`);
    if (link === undefined) return;
    expect(text).toContain(`\n${link}\n`);
    expect(html).toContain(`href="${link}"`);
    expect(html).toContain(`>${link}<`);
  });

  it("says the same in both forms, on short lines, without anything to load", () => {
    const [, purpose = ""] = text.split("\n\n");
    expect(html).toContain(purpose.replaceAll("\n", " "));
    expect(subject).not.toMatch(/[\r\n]/);
    for (const line of text.split("\n")) if (!line.includes("http")) expect(line.length).toBeLessThan(73);
    expect(html).not.toMatch(/<img|<script|<link|src=|url\(|@import/);
  });

  it("says when, from which device and from which address something was changed", () => {
    if (!("at" in mail)) return;
    for (const fact of ["When: November 29, 2026 at 10:15 AM UTC", "Firefox <on> Linux", "203.0.113.7"])
      expect(text).toContain(fact);
    expect(html).toContain("Firefox &lt;on&gt; Linux");
  });
});

describe("a name in a mail", () => {
  it.each([
    ["Ann http://evil.example/x", "a URL"],
    ["www.evil.example", "a host"],
    ["ann@evil.example", "an address"],
  ])("does not become a link: %s", (username) => {
    const { text, html } = renderMail({ ...PERSON, kind: "password-changed", ...ORIGIN, username });
    for (const form of [text, html]) expect(form).not.toMatch(/evil\.example|:\/\/evil|ann@evil/);
  });

  it("neither becomes HTML nor a header, and does not turn the line around", () => {
    const username = '<b>Ann</b>" & \u202e';
    const { subject, html, text } = renderMail({ ...PERSON, kind: "reset-password", token: "t", username });
    expect(subject).toBe("Choose a new password for Inkwell");
    expect(html).not.toContain("<b>");
    expect(text).toMatch(/\u2068<b>Ann.*\u202e\u2069/u);
  });
});
