import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { postCreateSchema, postUpdateSchema } from "./post";

const wellFormed = fc.string({ unit: "binary" }).map((text) => text.toWellFormed().replaceAll("\0", ""));
const lengthOf = (text: string) => Array.from(text).length;

describe("the body of a new post", () => {
  it("keeps every text that is not white space alone, exactly as typed", () => {
    fc.assert(
      fc.property(wellFormed, (content) => {
        const { success, data } = postCreateSchema.safeParse({ title: "x", content });
        expect([success, data?.content]).toEqual(
          content.trim() === "" ? [false, undefined] : [true, content],
        );
      }),
    );
  });

  it("takes a title of 1 to 100 characters after trimming, counted in code points", () => {
    const title = fc.string({
      unit: fc.constantFrom("a", "😀", " ", "é", "字"),
      minLength: 0,
      maxLength: 130,
    });
    fc.assert(
      fc.property(title, (typed) => {
        const trimmed = typed.trim();
        const { success, data } = postCreateSchema.safeParse({ title: typed, content: "x" });
        const isTitle = trimmed !== "" && lengthOf(trimmed) <= 100;
        expect([success, data?.title]).toEqual(isTitle ? [true, trimmed] : [false, undefined]);
      }),
      { numRuns: 500 },
    );
  });

  it("knows no other member", () => {
    const body = { title: "x", content: "y", id: 1, user_id: 2, author: {}, date_posted: "z" };
    expect(postCreateSchema.parse(body)).toEqual({ title: "x", content: "y" });
  });
});

describe("the body of a change", () => {
  it.each([[{}], [{ title: "x" }], [{ content: "y" }], [{ title: "x", content: "y" }]])(
    "may be %j",
    (body) => {
      expect(postUpdateSchema.parse(body)).toEqual(body);
    },
  );

  it.each([[{ title: null }], [{ content: null }], [null], [[]], ["x"]])("may not be %j", (body) => {
    expect(postUpdateSchema.safeParse(body).success).toBe(false);
  });
});
