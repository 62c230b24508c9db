import { readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "./process";

/**
 * Reads a file of `docs/deploy` and replaces what differs between a server and a test.
 *
 * @throws {Error} if the file does not contain what is to be replaced
 */
export function readGuideFile(name: string, replacements: readonly [RegExp, string][]): string {
  let text = readFileSync(path.join(ROOT, "docs/deploy", name), "utf8");
  for (const [pattern, replacement] of replacements) {
    if (!pattern.test(text)) throw new Error(`docs/deploy/${name} does not contain ${pattern}.`);
    text = text.replace(pattern, replacement);
  }
  return text;
}
