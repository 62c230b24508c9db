import { readFileSync } from "node:fs";
import path from "node:path";
import { subset } from "semver";
import { describe, expect, it } from "vitest";
import { dependencies, engines } from "@/package.json";
import { ROOT } from "./lint";

interface LockedPackage {
  version?: string;
  optional?: boolean;
  engines?: { node?: string };
  optionalDependencies?: Record<string, string>;
}

const { packages } = JSON.parse(readFileSync(path.join(ROOT, "package-lock.json"), "utf8")) as {
  packages: Record<string, LockedPackage>;
};

/** Returns whether Node.js would find a package from a folder: in the folder itself or in one above it. */
function isLocked(name: string, folder: string): boolean {
  if (packages[path.posix.join(folder, "node_modules", name)] !== undefined) return true;
  const parent = folder.slice(0, Math.max(folder.lastIndexOf("node_modules/") - 1, 0));
  return folder !== "" && isLocked(name, parent);
}

describe("package-lock.json", () => {
  /** The first versions without the known vulnerabilities. */
  it.each([
    ["next", "16.4.1"],
    ["react", "19.2.8"],
    ["react-dom", "19.2.8"],
  ])("locks %s at %s or later", (name, minimum) => {
    const folders = Object.keys(packages).filter((folder) => folder.endsWith(`node_modules/${name}`));
    expect(folders).toContain(`node_modules/${name}`);
    const tooOld = folders.filter((folder) => {
      const version = packages[folder]?.version ?? "";
      return version.localeCompare(minimum, "en", { numeric: true }) < 0;
    });
    expect(tooOld).toEqual([]);
  });

  it("locks only packages that accept all versions of Node.js that Inkwell accepts", () => {
    // npm leaves out optional packages that do not fit.
    const refusing = Object.entries(packages).filter(
      ([, { optional = false, engines: { node = "*" } = {} }]) => !optional && !subset(engines.node, node),
    );
    expect(refusing.map(([folder]) => folder)).toEqual([]);
  });

  it("locks the optional packages of every operating system", () => {
    const wanted = Object.entries(packages).flatMap(([folder, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).map((name) => ({ folder, name })),
    );
    expect(wanted.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["@next/swc-darwin-arm64", "@next/swc-win32-x64-msvc"]),
    );
    const missing = wanted.filter(({ folder, name }) => !isLocked(name, folder));
    expect(missing.map(({ folder, name }) => `${name} of ${folder}`)).toEqual([]);
  });
});

it.each(["typescript", "@types/node", "@types/react"])(
  "%s is installed with --omit=dev, because Next.js would download it to build",
  (name) => {
    expect(dependencies).toHaveProperty([name]);
  },
);
