import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeCursor, encodeCursor } from "./cursor";

const id = fc.integer({ min: 1, max: 2_147_483_647 });
const list = fc.option(id).map((authorId) => (authorId === null ? {} : { authorId }));

describe("a cursor", () => {
  it("is valid for the list that it was issued for, and needs no encoding in a query", () => {
    fc.assert(
      fc.property(list, id, (ofList, lastId) => {
        const cursor = encodeCursor(ofList, lastId);
        expect(cursor).toMatch(/^[\w-]+$/);
        expect(decodeCursor(ofList, cursor)).toBe(lastId);
      }),
    );
  });

  it("is invalid for every other list", () => {
    fc.assert(
      fc.property(list, list, id, (ofList, other, lastId) => {
        fc.pre(ofList.authorId !== other.authorId);
        expect(decodeCursor(other, encodeCursor(ofList, lastId))).toBeUndefined();
      }),
    );
  });

  it("is invalid for another author and post whose ids have the same digits", () => {
    expect(decodeCursor({ authorId: 1 }, encodeCursor({ authorId: 12 }, 3))).toBeUndefined();
    expect(decodeCursor({ authorId: 12 }, encodeCursor({ authorId: 1 }, 23))).toBeUndefined();
  });

  it("is invalid with any character changed", () => {
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/=. ";
    for (const lastId of [7, 12, 345]) {
      const cursor = encodeCursor({}, lastId);
      for (let position = 0; position < cursor.length; position += 1) {
        for (const char of alphabet) {
          const changed = cursor.slice(0, position) + char + cursor.slice(position + 1);
          expect(decodeCursor({}, changed)).toBe(changed === cursor ? lastId : undefined);
        }
      }
    }
  });

  it("is invalid if cut or continued", () => {
    const cursor = encodeCursor({}, 12_345);
    for (let length = 0; length < cursor.length; length += 1) {
      expect(decodeCursor({}, cursor.slice(0, length))).toBeUndefined();
    }
    for (const tail of ["A", "=", "==", "\n", " ", "!", cursor]) {
      expect(decodeCursor({}, cursor + tail)).toBeUndefined();
    }
  });

  it("is invalid if it was not issued", () => {
    fc.assert(
      fc.property(list, fc.string({ unit: "binary", maxLength: 100 }), (ofList, text) => {
        expect(decodeCursor(ofList, text)).toBeUndefined();
      }),
    );
    fc.assert(
      fc.property(list, fc.uint8Array({ maxLength: 40 }), (ofList, bytes) => {
        expect(decodeCursor(ofList, Buffer.from(bytes).toString("base64url"))).toBeUndefined();
      }),
    );
  });

  it("is still valid if version 0.1 issued it", () => {
    for (const [list, name] of [
      [{}, "all"],
      [{ authorId: 7 }, "7"],
    ] as const) {
      const mac = createHmac("sha256", String(process.env["SECRET_KEY"])).update(`post-cursor:${name}:12`);
      const bytes = Buffer.concat([mac.digest().subarray(0, 12), Buffer.from("12")]);
      expect(decodeCursor(list, bytes.toString("base64url"))).toBe(12);
    }
  });
});
