import { describe, expect, it } from "vitest";
import { isByHttps, isFromOtherSite, senderOf } from "./same-origin";

const ask = (headers: Record<string, string>) =>
  new Request("http://blog.example/api/users/token", { method: "POST", headers });

describe("senderOf", () => {
  it.each<[string, Record<string, string>]>([
    ["own", { "Sec-Fetch-Site": "same-origin" }],
    ["own", { "Sec-Fetch-Site": "same-origin", Origin: "https://blog.example", Host: "127.0.0.1:3000" }],
    ["own", { Origin: "http://blog.example", Host: "blog.example" }],
    ["own", { Origin: "https://blog.example", Host: "blog.example" }],
    ["own", { Origin: "http://blog.example:3000", Host: "Blog.Example:3000" }],
    ["own", { Origin: "http://[::1]:3000", Host: "[::1]:3000" }],
    ["own", { Origin: "http://blog.example", "X-Forwarded-Host": "blog.example", Host: "127.0.0.1:3000" }],
    ["own", { Origin: "http://blog.example", "X-Forwarded-Host": "Blog.example, inner", Host: "inner" }],
    ["foreign", { Origin: "http://inner", "X-Forwarded-Host": "blog.example", Host: "inner" }],
    ["foreign", { "Sec-Fetch-Site": "same-site", Origin: "http://blog.example", Host: "blog.example" }],
    ["foreign", { "Sec-Fetch-Site": "cross-site", Origin: "http://blog.example", Host: "blog.example" }],
    ["foreign", { "Sec-Fetch-Site": "none" }],
    ["foreign", { "Sec-Fetch-Site": "" }],
    ["foreign", { Origin: "http://evil.example", Host: "blog.example" }],
    ["foreign", { Origin: "http://blog.example:3001", Host: "blog.example:3000" }],
    ["foreign", { Origin: "http://blog.example.evil.example", Host: "blog.example" }],
    ["foreign", { Origin: "http://notblog.example", Host: "blog.example" }],
    ["foreign", { Origin: "null", Host: "blog.example" }],
    ["foreign", { Origin: "null", Host: "null" }],
    ["foreign", { Origin: "null" }],
    ["foreign", { Origin: "data:text/html,x", Host: "" }],
    ["foreign", { Origin: "", Host: "" }],
    ["unknown", { Host: "blog.example" }],
    ["unknown", { Host: "blog.example", Referer: "http://blog.example/login" }],
    ["unknown", {}],
  ])("calls the sender %s of a request with %j", (sender, headers) => {
    expect(senderOf(ask(headers))).toBe(sender);
  });
});

describe("isFromOtherSite", () => {
  const OTHER = "https://other.example";

  it.each<[boolean, Record<string, string>]>([
    [true, { "Sec-Fetch-Site": "cross-site" }],
    [true, { "Sec-Fetch-Site": "cross-site", Origin: OTHER }],
    [true, { "Sec-Fetch-Site": "cross-site", Origin: "null" }],
    [true, { "Sec-Fetch-Site": "same-site", Origin: "https://sibling.example" }],
    [true, { Origin: OTHER, Host: "blog.example" }],
    [false, { "Sec-Fetch-Site": "same-origin", Origin: OTHER }],
    [false, { "Sec-Fetch-Site": "none" }],
    [false, { Origin: "http://blog.example", Host: "blog.example" }],
    [false, {}],
  ])("is %j with %j", (expected, headers) => {
    expect(isFromOtherSite(ask(headers))).toBe(expected);
  });

  it("is false for a listed origin only", () => {
    const isOther = (Origin: string) =>
      isFromOtherSite(ask({ "Sec-Fetch-Site": "cross-site", Origin }), [OTHER]);
    expect([OTHER, "http://other.example", "https://other.example.evil.example"].map(isOther)).toEqual([
      false,
      true,
      true,
    ]);
  });
});

describe("isByHttps", () => {
  it.each<[boolean, Record<string, string>]>([
    [true, { "X-Forwarded-Proto": "https" }],
    [true, { Origin: "https://blog.example" }],
    [false, {}],
    [false, { Origin: "http://blog.example" }],
    [false, { Origin: "null" }],
  ])("is %j for a request with %j", (expected, headers) => {
    expect(isByHttps(ask(headers))).toBe(expected);
  });
});
