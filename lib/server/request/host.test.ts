import { expect, it } from "vitest";
import { isValidHost } from "./host";

it.each([
  "a",
  "blog.example",
  "Blog.Example:3000",
  "127.0.0.1",
  "[::1]",
  "[::1]:80",
  "a_b",
  "x:",
  "xn--bcher-kva.example",
])("accepts the host %j", (host) => expect(isValidHost(host)).toBe(true));

it.each([
  "",
  " ",
  "a b",
  "a b<>",
  "a/b",
  "a?b",
  "a#b",
  "user@a",
  "[::1",
  "[::g]",
  "::1",
  "a:99999",
  "a:b",
  "%00",
  "%ff",
  "bücher",
])("rejects the host %j", (host) => expect(isValidHost(host)).toBe(false));
