import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { BUILD_KEY } from "../../support/build";
import { ROOT } from "../../support/process";

/** The files of the build that have a text in them. */
function filesWith(folder: string, text: RegExp): string[] {
  const entries = readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const names = files.map(({ parentPath, name }) => path.join(parentPath, name));
  return names
    .filter((name) => text.test(readFileSync(name, "latin1")))
    .map((name) => path.relative(ROOT, name));
}

describe.each([".next/static", ".next/server"])("of what the build makes, %s", (folder) => {
  it("has files to look into", () => {
    expect(filesWith(folder, /Inkwell/)).not.toEqual([]);
  });

  it("does not have the key that the build was given", () => {
    expect(filesWith(folder, new RegExp(BUILD_KEY))).toEqual([]);
  });

  // Next puts the value in the place of such a name, where there is one at build time.
  it("names nothing of the environment that Next would hand to browsers", () => {
    expect(filesWith(folder, /NEXT_PUBLIC_\w/)).toEqual([]);
  });
});
