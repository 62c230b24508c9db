import { expect, it } from "vitest";
import { provideInkwell } from "../../support/inkwell";

const server = provideInkwell();

it.each(["GET", "HEAD"])(
  "leads password managers that %s the URL for changing passwords to the account page",
  async (method) => {
    const url = `${server.url}/.well-known/change-password`;
    const response = await fetch(url, { method, redirect: "manual" });
    expect(response.status).toBe(307);
    expect(response.headers.get("location")).toBe("/account");
  },
);
