import { describe, expect, it } from "vitest";
import { safeRedirect } from "./safe-redirect";

const ORIGIN = "https://inkwell.example";

describe("safeRedirect", () => {
  it.each([
    ["/account", "/account"],
    ["/posts/1?a=b#c", "/posts/1?a=b#c"],
    ["account", "/account"],
    ["https://inkwell.example/account", "/account"],
    ["/@evil.example", "/@evil.example"],
    ["/%2F%2Fevil.example", "/%2F%2Fevil.example"],
    ["/..//evil.example", "/evil.example"],
    ["HTTPS:evil.example", "/evil.example"],
    ["/.//evil.example", "/evil.example"],
  ])("keeps %s on this site, as %s", (next, path) => {
    expect(safeRedirect(next, ORIGIN)).toBe(path);
  });

  it.each([
    undefined,
    "https://evil.example",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\/\\/evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "http:/evil.example",
    "https://inkwell.example@evil.example",
    "https://inkwell.example.evil.example",
    "http://inkwell.example",
    "https://inkwell.example:8443",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
    "blob:https://inkwell.example/1",
    "https://[",
  ])("leads home instead of to %j", (next) => {
    expect(safeRedirect(next, ORIGIN)).toBe("/");
  });
});
