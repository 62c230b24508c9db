import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { postCreateSchema, postUpdateSchema } from "./post";
import { VISIBLE_TEXT } from "./visible-text";

const wellFormed = fc.string({ unit: "binary" }).map((text) => text.toWellFormed().replaceAll("\0", ""));
const lengthOf = (text: string) => Array.from(text).length;

describe("postCreateSchema", () => {
  it("keeps every visible text exactly as sent and rejects all others", () => {
    fc.assert(
      fc.property(wellFormed, (content) => {
        const { success, data } = postCreateSchema.safeParse({ title: "x", content });
        expect([success, data?.content]).toEqual(
          VISIBLE_TEXT.test(content) ? [true, content] : [false, undefined],
        );
      }),
    );
  });

  it("accepts a title of 1 to 100 code points after trimming", () => {
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

  it("removes unknown members", () => {
    const body = { title: "x", content: "y", id: 1, user_id: 2, author: {}, date_posted: "z" };
    expect(postCreateSchema.parse(body)).toEqual({ title: "x", content: "y" });
  });
});

describe("postUpdateSchema", () => {
  it.each([[{}], [{ title: "x" }], [{ content: "y" }], [{ title: "x", content: "y" }]])(
    "accepts %j",
    (body) => {
      expect(postUpdateSchema.parse(body)).toEqual(body);
    },
  );

  it.each([[{ title: null }], [{ content: null }], [null], [[]], ["x"]])("rejects %j", (body) => {
    expect(postUpdateSchema.safeParse(body).success).toBe(false);
  });
});
