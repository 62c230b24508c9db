import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ROOT } from "./process";

const LINKED = [".next", "app", "components", "lib", "node_modules", "prisma", "public", "server"];
/** Node follows the link of a program that it starts, and scripts/start.mjs looks for the build beside itself. */
const COPIED = ["next.config.ts", "package.json", "scripts", "tsconfig.json"];

/** A folder that looks to the product like its checkout, for tests that depend on files there or change them. */
export interface Checkout {
  folder: string;
  remove: () => void;
}

/** Makes such a folder with additional `files`, such as a `.env`, and without the entries named in `without`. */
export function makeCheckout(
  files: Record<string, string> = {},
  { without = [] as string[] } = {},
): Checkout {
  const folder = mkdtempSync(path.join(tmpdir(), "inkwell-checkout-"));
  for (const name of LINKED.filter((linked) => !without.includes(linked))) {
    symlinkSync(path.join(ROOT, name), path.join(folder, name));
  }
  for (const name of COPIED) cpSync(path.join(ROOT, name), path.join(folder, name), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}
