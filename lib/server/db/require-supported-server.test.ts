import { expect, test } from "vitest";
import { objectTo } from "./require-supported-server";

test.each([140_000, 150_004, 180_000])("accepts PostgreSQL with the version number %d", (version) => {
  expect(objectTo({ version, encoding: "UTF8" })).toBeUndefined();
});

test.each([
  [130_023, "The database server is PostgreSQL 13. Inkwell needs version 14 or newer."],
  [90_624, "The database server is PostgreSQL 9. Inkwell needs version 14 or newer."],
])("rejects PostgreSQL with the version number %d", (version, objection) => {
  expect(objectTo({ version, encoding: "UTF8" })).toBe(objection);
});
