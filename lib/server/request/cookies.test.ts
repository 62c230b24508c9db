import { expect, it } from "vitest";
import { readCookies } from "./cookies";

it.each<[string[], string | undefined]>([
  [[], undefined],
  [[], ""],
  [[], "b=1; aa=2; ; a"],
  [["1"], "a=1"],
  [[""], "a="],
  [["1", "2=3"], "b=0; a=1;a=2=3"],
])("reads %j from the cookies %j", (values, field) => {
  expect(readCookies(field, "a")).toEqual(values);
});
