import { expect, it } from "vitest";
import { createDraft } from "./draft";
import { changesSince, compareWithPost } from "./save-post";

const BASE = { title: "Ink", content: "One.", etag: '"1"' };
const draft = { ...createDraft({ postId: 7, base: BASE }), content: "Mine." };

it.each([
  ["unchanged", BASE, "mine"],
  ["what the draft says", { title: "Ink", content: "Mine." }, "saved"],
  ["what the draft has sent before", { title: "Ink", content: "Sent." }, "mine"],
  ["another text", { title: "Ink", content: "Theirs." }, "changed"],
  ["another title", { title: "Blue ink", content: "One." }, "changed"],
])("compares a draft with a post that is %s", (_, current, result) => {
  const attempts = [{ title: " Ink ", content: "Sent." }];
  expect(compareWithPost({ ...draft, attempts }, current)).toBe(result);
});

it("takes the post of a draft from before versions as its beginning", () => {
  const earlier = { ...createDraft(), postId: 7, title: "Ink", content: "Mine." };
  expect(compareWithPost(earlier, BASE)).toBe("mine");
});

it.each([
  [{ title: "Ink", content: "One." }, {}],
  [{ title: "Blue ink", content: "One." }, { title: "Blue ink" }],
  [
    { title: "Blue ink", content: "Two." },
    { title: "Blue ink", content: "Two." },
  ],
])("finds what %j changes", (mine, changes) => {
  expect(changesSince(BASE, mine)).toEqual(changes);
});
