import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "./lint";

const DOCUMENTS = [
  "README.md",
  "CONTRIBUTING.md",
  "SECURITY.md",
  "CHANGELOG.md",
  "docs/operations.md",
].concat(
  ["docs/decisions", "docs/deploy"].flatMap((folder) =>
    readdirSync(path.join(ROOT, folder))
      .filter((name) => name.endsWith(".md"))
      .map((name) => `${folder}/${name}`),
  ),
);
const read = (file: string) => readFileSync(path.join(ROOT, file), "utf8");
const isMissing = (file: string) => !existsSync(path.join(ROOT, file));

/** Returns the repository files that a document names in backticks or links to. */
function namedFiles(document: string): string[] {
  const text = read(document);
  const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link = ""]) =>
    path.posix.join(path.posix.dirname(document), link),
  );
  const paths = [
    ...text.matchAll(/`((?:app|components|docs|lib|prisma|scripts|server|tests)\/[\w./()[\]-]+)`/g),
  ];
  return [...links, ...paths.map(([, file = ""]) => file)];
}

describe("the documents", () => {
  it.each(DOCUMENTS)("%s names only files that exist", (document) => {
    expect(namedFiles(document).filter(isMissing)).toEqual([]);
  });

  it("SECURITY.md names an existing test for every guarantee", () => {
    const rows =
      read("SECURITY.md")
        .split("\n## Known limits")[0]
        ?.match(/^\| (?!guarantee|-).*$/gm) ?? [];
    expect(rows.length).toBeGreaterThan(30);
    for (const row of rows) {
      const names = [...row.matchAll(/`([^`]+\.test\.ts|(?:api|browser|faults|lint)\/[\w/-]+)`/g)];
      const files = names.map(([, name = ""]) => (name.endsWith(".ts") ? name : `tests/${name}.test.ts`));
      expect(files.length, row).toBeGreaterThan(0);
      expect(files.filter(isMissing), row).toEqual([]);
    }
  });
});
