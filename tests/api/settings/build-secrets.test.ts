import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { BUILD_KEY } from "../../support/build";
import { ROOT } from "../../support/process";

/** Returns the files of a build folder that contain a text. */
function filesWith(folder: string, text: RegExp): string[] {
  const entries = readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const names = files.map(({ parentPath, name }) => path.join(parentPath, name));
  return names
    .filter((name) => text.test(readFileSync(name, "latin1")))
    .map((name) => path.relative(ROOT, name));
}

const STANDALONE = ".next/standalone";

describe.each([".next/static", ".next/server", `${STANDALONE}/.next`, `${STANDALONE}/server`])(
  "the build folder %s",
  (folder) => {
    it("has files to search", () => {
      expect(filesWith(folder, /Inkwell/)).not.toEqual([]);
    });

    it("does not contain the SECRET_KEY of the build", () => {
      expect(filesWith(folder, new RegExp(BUILD_KEY))).toEqual([]);
    });

    // Next replaces such a name by its value at build time.
    it("contains no variable that Next would expose to browsers", () => {
      expect(filesWith(folder, /NEXT_PUBLIC_\w/)).toEqual([]);
    });
  },
);

it.each([".env", ".env.production"])("the folder that goes into an image has no %s", (file) => {
  expect(existsSync(path.join(ROOT, STANDALONE, file))).toBe(false);
});
