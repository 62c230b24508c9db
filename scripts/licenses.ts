// `npm run licenses`: fails for a dependency whose license is not on the list. The lock file names the license of each.
import { readFileSync } from "node:fs";
import { runCommand } from "@/lib/run-command";

/** Licenses (SPDX identifiers) that permit use and distribution beside MIT code. */
const ALLOWED = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC0-1.0",
  "CC-BY-4.0",
  "EPL-2.0",
  "ISC",
  "LGPL-3.0-or-later",
  "MIT",
  "MIT-0",
  "MPL-2.0",
  "OFL-1.1",
  "PSF-2.0",
  "Python-2.0",
  "Unlicense",
  "Zlib",
]);

/** Packages that name no license in their metadata, with the license of their LICENSE file. */
const UNNAMED = new Map([["node_modules/seq-queue", "MIT"]]);

await runCommand(() => {
  const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as {
    packages: Record<string, { license?: string }>;
  };
  const found = Object.entries(packages).map(([folder, { license }]) => ({
    folder,
    license: license ?? UNNAMED.get(folder) ?? "no license",
  }));
  const rejected = found.filter(({ license }) => !isAllowed(license));
  if (rejected.length > 0) {
    throw new Error(rejected.map(({ folder, license }) => `${folder}: ${license}`).join("\n"));
  }
  console.log(`The licenses of ${found.length} packages are on the list.`);
  return Promise.resolve();
});

/** Returns whether an SPDX expression without nested parentheses is satisfied by the allowed licenses. */
function isAllowed(expression: string): boolean {
  const alternatives = expression.replaceAll(/[()]/g, "").split(/ or /i);
  return alternatives.some((alternative) => alternative.split(/ and /i).every((name) => ALLOWED.has(name)));
}
