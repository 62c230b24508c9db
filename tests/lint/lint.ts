import path from "node:path";
import { ESLint } from "eslint";
import tseslint from "typescript-eslint";

export const ROOT = path.resolve(import.meta.dirname, "../..");

const eslint = new ESLint({
  cwd: ROOT,
  // Type-aware rules need the file on disk, with exactly this text.
  overrideConfig: [tseslint.configs.disableTypeChecked],
});

/** Returns the names of the rules that `code` violates when it stands in `file` (a path from the root). */
export async function findViolations(file: string, code: string): Promise<(string | null)[]> {
  const results = await eslint.lintText(code, { filePath: path.join(ROOT, file) });
  return results.flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId));
}
