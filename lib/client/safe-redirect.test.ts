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
    ["/%5cevil.example", "/%5cevil.example"],
    ["/%5C%5Cevil.example", "/%5C%5Cevil.example"],
    ["/\uff0fevil.example", "/%EF%BC%8Fevil.example"],
    ["/\u2044/evil.example", "/%E2%81%84/evil.example"],
    ["/\uff0e\uff0e/\uff0fevil\u3002example", "/%EF%BC%8E%EF%BC%8E/%EF%BC%8Fevil%E3%80%82example"],
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
    "//evil\u3002example",
    "//evil\uff0eexample",
    "//\uff45vil.example",
    "https://inkwell\u3002example.evil.example",
  ])("leads home instead of to %j", (next) => {
    expect(safeRedirect(next, ORIGIN)).toBe("/");
  });

  it("stays on this site even with 10 KB", () => {
    const long = "a".repeat(10_000);
    expect(safeRedirect(`/${long}`, ORIGIN)).toBe(`/${long}`);
    expect(safeRedirect(`/..${"/".repeat(10_000)}evil.example`, ORIGIN)).toBe("/evil.example");
    expect(safeRedirect(`//evil.example/${long}`, ORIGIN)).toBe("/");
  });
});
