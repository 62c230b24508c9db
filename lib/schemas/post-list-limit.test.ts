import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { limitParameter, pageQuerySchema } from "./parameters";

describe("limitParameter", () => {
  it("accepts each whole number from 1 to 100 and no other", () => {
    for (let limit = 0; limit <= 1000; limit += 1) {
      const { success, data } = limitParameter.safeParse(String(limit));
      expect([success, data]).toEqual(limit >= 1 && limit <= 100 ? [true, limit] : [false, undefined]);
    }
  });

  it("defaults to 20", () => {
    expect(pageQuerySchema.parse({})).toEqual({ limit: 20 });
  });

  it("rejects every text except decimal digits", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(limitParameter.safeParse(text).success).toBe(/^0*([1-9]\d?|100)$/.test(text));
      }),
    );
  });
});
