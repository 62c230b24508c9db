import { expect, it } from "vitest";
import { chooseEncoding } from "./accept-encoding";

it.each([
  [undefined, "identity"],
  ["", "identity"],
  ["gzip, deflate, br, zstd", "br"],
  ["gzip, deflate", "gzip"],
  ["GZIP", "gzip"],
  ["deflate", "identity"],
  ["*", "br"],
  ["br;q=0, *", "gzip"],
  ["gzip;q=1.0, br;q=0.5", "gzip"],
  ["br;q=0.5 , gzip ; q=0.5", "br"],
  ["identity, br;q=0.1", "identity"],
  ["gzip;q=0", "identity"],
  ["br;q=x", "identity"],
  ["identity;q=0", "identity"],
  ["*;q=0", "identity"],
])("answers Accept-Encoding: %s with %s", (field, encoding) => {
  expect(chooseEncoding(field)).toBe(encoding);
});
