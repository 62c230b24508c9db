import { expect, it } from "vitest";
import { makeLink, pasteLink, toggleMark, type Replacement, type Selected } from "./markdown-shortcuts";

/** Reads a text in which brackets, `⟦` and `⟧`, enclose the selection. */
function read(marked: string): Selected {
  const start = marked.indexOf("⟦");
  return { text: marked.replace(/[⟦⟧]/g, ""), start, end: marked.indexOf("⟧") - 1 };
}

/** Shows the text and the selection after a replacement in the same way. */
function apply({ text }: Selected, { from, to, insert, start, end }: Replacement): string {
  const changed = text.slice(0, from) + insert + text.slice(to);
  return `${changed.slice(0, start)}⟦${changed.slice(start, end)}⟧${changed.slice(end)}`;
}

it.each([
  ["**", "a ⟦b⟧ c", "a **⟦b⟧** c"],
  ["**", "a **⟦b⟧** c", "a ⟦b⟧ c"],
  ["**", "a ⟦**b**⟧ c", "a ⟦b⟧ c"],
  ["**", "a ⟦⟧", "a **⟦⟧**"],
  ["**", "*⟦b⟧*", "***⟦b⟧***"],
  ["*", "a ⟦b⟧ c", "a *⟦b⟧* c"],
  ["*", "a *⟦b⟧* c", "a ⟦b⟧ c"],
  ["*", "**⟦b⟧**", "***⟦b⟧***"],
  ["*", "***⟦b⟧***", "**⟦b⟧**"],
  ["*", "⟦***b***⟧", "⟦**b**⟧"],
] as const)("toggles %s around the selection of %s", (mark, before, after) => {
  expect(apply(read(before), toggleMark(read(before), mark))).toBe(after);
});

it.each([
  ["read ⟦this⟧", "read [this](⟦⟧)"],
  ["read ⟦⟧", "read [](⟦⟧)"],
  ["read ⟦https://example.com⟧", "read [⟦⟧](https://example.com)"],
])("makes a link of the selection of %s", (before, after) => {
  expect(apply(read(before), makeLink(read(before)))).toBe(after);
});

it.each([
  ["read ⟦this⟧!", "https://example.com", "read [this](https://example.com)⟦⟧!"],
  ["read ⟦this⟧", " mailto:ada@example.com\n", "read [this](mailto:ada@example.com)⟦⟧"],
  ["read ⟦this⟧", "https://example.com/a_(b)", "read [this](<https://example.com/a_(b)>)⟦⟧"],
])("makes a link when a web address is pasted over the selection of %s", (before, pasted, after) => {
  const replacement = pasteLink(read(before), pasted);
  expect(replacement && apply(read(before), replacement)).toBe(after);
});

it.each([
  ["⟦⟧", "https://example.com"],
  ["⟦this⟧", "javascript:alert(1)"],
  ["⟦this⟧", "see https://example.com"],
  ["⟦one\ntwo⟧", "https://example.com"],
  ["⟦https://example.org⟧", "https://example.com"],
])("leaves an ordinary paste over %j alone: %j", (before, pasted) => {
  expect(pasteLink(read(before), pasted)).toBeUndefined();
});
