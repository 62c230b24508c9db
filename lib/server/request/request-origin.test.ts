import { expect, it } from "vitest";
import { requestOrigin } from "./request-origin";

it.each<[string, string | undefined, Record<string, string>]>([
  ["http", "blog.example", { Host: "blog.example" }],
  ["http", "blog.example:3000", { Host: "Blog.Example:3000" }],
  ["http", "blog.example", { Host: "blog.example:80" }],
  ["http", "[::1]:3000", { Host: "[::1]:3000" }],
  ["https", "blog.example", { Host: "blog.example:443", "X-Forwarded-Proto": "https" }],
  [
    "https",
    "blog.example",
    { Host: "inner", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "blog.example" },
  ],
  [
    "https",
    "a.example",
    { Host: "c", "X-Forwarded-Proto": "https, http", "X-Forwarded-Host": "a.example, b.example" },
  ],
  [
    "https",
    "a.example",
    { Host: "c", "X-Forwarded-Proto": "https ,http", "X-Forwarded-Host": " a.example ,b" },
  ],
  ["http", "blog.example", { Host: "blog.example", "X-Forwarded-Proto": "http, https" }],
  ["http", "blog.example", { Host: "blog.example", "X-Forwarded-Proto": "httpsx" }],
  ["http", "blog.example", { Host: "blog.example", "X-Forwarded-Host": "a b" }],
  ["http", "blog.example", { Host: "blog.example", "X-Forwarded-Host": "" }],
  ["http", "blog.example", { Host: "blog.example", "X-Forwarded-Host": "evil.example/path" }],
  ["http", undefined, { Host: "a b" }],
  ["https", undefined, { "X-Forwarded-Proto": "https" }],
])("reads the origin %s://%s from %j", (scheme, host, headers) => {
  expect(requestOrigin(new Headers(headers))).toEqual({ scheme, host });
});
