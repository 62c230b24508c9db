import path from "node:path";
import { ESLint } from "eslint";
import tseslint from "typescript-eslint";

export const ROOT = path.resolve(import.meta.dirname, "../..");

const eslint = new ESLint({
  cwd: ROOT,
  // The type-aware rules want a file that is on the disk; the house's own rules judge text and names.
  overrideConfig: [tseslint.configs.disableTypeChecked],
});

/** The rules that `code` breaks as the text of `file` (named from the root), which need not exist. */
export async function brokenRules(file: string, code: string): Promise<(string | null)[]> {
  const results = await eslint.lintText(code, { filePath: path.join(ROOT, file) });
  return results.flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId));
}
