import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "./lint";

interface LockedPackage {
  version?: string;
  optionalDependencies?: Record<string, string>;
}

const { packages } = JSON.parse(readFileSync(path.join(ROOT, "package-lock.json"), "utf8")) as {
  packages: Record<string, LockedPackage>;
};

/** Those from which on what is known of their faults is mended. */
const FLOORS: [string, string][] = [
  ["next", "16.4.1"],
  ["react", "19.2.8"],
  ["react-dom", "19.2.8"],
];

/** Negative, zero or positive, as one version is before, equal to or after another. */
function compareVersions(one: string, other: string): number {
  return one.localeCompare(other, "en", { numeric: true });
}

/** Whether Node finds a package from a folder: there or in one above it. */
function isLocked(name: string, folder: string): boolean {
  if (packages[path.posix.join(folder, "node_modules", name)] !== undefined) return true;
  const above = folder.slice(0, Math.max(folder.lastIndexOf("node_modules/") - 1, 0));
  return folder !== "" && isLocked(name, above);
}

describe.each(FLOORS)("%s is locked at %s or later", (name, floor) => {
  const folders = Object.keys(packages).filter((folder) => folder.endsWith(`node_modules/${name}`));

  it.each(folders)("in %s", (folder) => {
    expect(compareVersions(packages[folder]?.version ?? "", floor)).toBeGreaterThanOrEqual(0);
  });

  it("in the site's own folder", () => {
    expect(folders).toContain(`node_modules/${name}`);
  });
});

it.each([
  ["16.4.0", "16.4.1", -1],
  ["16.3.9", "16.4.1", -1],
  ["16.4.1", "16.4.1", 0],
  ["16.10.0", "16.4.1", 1],
  ["100.0.0", "19.2.8", 1],
])("%s against %s is %d", (one, other, sign) => {
  expect(Math.sign(compareVersions(one, other))).toBe(sign);
});

it("the packages of every system are locked, not those of the one where npm last ran", () => {
  const wanted = Object.entries(packages).flatMap(([folder, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).map((name) => ({ folder, name })),
  );
  expect(wanted.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["@next/swc-darwin-arm64", "@next/swc-win32-x64-msvc"]),
  );
  const missing = wanted.filter(({ folder, name }) => !isLocked(name, folder));
  expect(missing.map(({ folder, name }) => `${name} of ${folder}`)).toEqual([]);
});
