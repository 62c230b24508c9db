import { describe, expect, it } from "vitest";
import { idParameter } from "./parameters";

const CODE_POINTS = Array.from({ length: 0x110000 }, (_, code) => String.fromCodePoint(code));
const accepts = (text: string) => idParameter.safeParse(text).success;

describe("idParameter", () => {
  it.each([
    ["1", 1],
    ["007", 7],
    ["0", 0],
    ["2147483647", 2_147_483_647],
    ["2147483648", 0],
    ["9007199254740993", 0],
    ["9".repeat(400), 0],
  ])("reads %s as %d", (digits, id) => {
    expect(idParameter.parse(digits)).toBe(id);
  });

  it("accepts ASCII digits only", () => {
    const numbers = CODE_POINTS.filter((char) => /\p{N}/u.test(char));
    expect(numbers.filter((char) => accepts(char))).toEqual([..."0123456789"]);
    expect(["", "1\n", "1 ", "-1", "1.0"].filter((text) => accepts(text))).toEqual([]);
  });
});
