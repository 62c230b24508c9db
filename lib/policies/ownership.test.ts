import { describe, expect, it } from "vitest";
import { mayChangePost, mayChangeUser } from "./ownership";

describe("mayChangePost", () => {
  it.each([
    ["its author", { id: 7 }, true],
    ["someone else", { id: 8 }, false],
    ["someone whose id is the post's", { id: 1 }, false],
    ["no user", null, false],
  ])("for %s (%j) is %s", (_who, actor, may) => {
    const post = { id: 1, user_id: 7 };
    expect(mayChangePost(actor, post)).toBe(may);
  });
});

describe("mayChangeUser", () => {
  it.each([
    ["its owner", { id: 7 }, true],
    ["someone else", { id: 8 }, false],
    ["no user", null, false],
  ])("for %s (%j) is %s", (_who, actor, may) => {
    expect(mayChangeUser(actor, { id: 7 })).toBe(may);
  });
});
