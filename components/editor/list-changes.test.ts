import { expect, it } from "vitest";
import { listChanges } from "./list-changes";

const same = (text: string) => ({ text, isChanged: false });
const changed = (text: string) => ({ text, isChanged: true });

it("marks the words that differ in a line, and leaves the lines that both versions have", () => {
  expect(listChanges("One.\n\nBlack ink.", "One.\n\nBlue ink.")).toEqual([
    { kind: "same", lines: ["One.", ""] },
    { kind: "changed", theirs: [changed("Black"), same(" ink.")], mine: [changed("Blue"), same(" ink.")] },
  ]);
});

it("shows a line that only one version has beside nothing", () => {
  expect(listChanges("One.\n\nTwo.", "One.")).toEqual([
    { kind: "same", lines: ["One."] },
    { kind: "changed", theirs: [changed("Two.")], mine: [] },
  ]);
});

it("finds no change in equal texts", () => {
  expect(listChanges("One.\nTwo.", "One.\nTwo.")).toEqual([{ kind: "same", lines: ["One.", "Two."] }]);
});

it("shows two texts of 50,000 characters with nothing in common", () => {
  const [theirs, mine] = ["a b ".repeat(12_500), "c d ".repeat(12_500)];
  const [change] = listChanges(theirs, mine);
  if (change?.kind !== "changed") throw new Error("No change was found.");
  expect(change.theirs.map(({ text }) => text).join("")).toBe(theirs);
  expect(change.mine.map(({ text }) => text).join("")).toBe(mine);
});
