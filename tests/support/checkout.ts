import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ROOT } from "./process";

const LINKED = [".next", "app", "components", "lib", "node_modules", "prisma", "public", "scripts"];
const COPIED = ["next.config.ts", "package.json", "tsconfig.json"];

/** A folder that is to the product as its checkout is, for what depends on files there or would change them. */
export interface Checkout {
  folder: string;
  remove: () => void;
}

/** Makes such a folder with `files` of its own, such as a `.env`, and without those of `without`. */
export function makeCheckout(
  files: Record<string, string> = {},
  { without = [] as string[] } = {},
): Checkout {
  const folder = mkdtempSync(path.join(tmpdir(), "inkwell-checkout-"));
  for (const name of LINKED.filter((linked) => !without.includes(linked))) {
    symlinkSync(path.join(ROOT, name), path.join(folder, name));
  }
  for (const name of COPIED) cpSync(path.join(ROOT, name), path.join(folder, name));
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}
