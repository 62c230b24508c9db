import { spawnSync } from "node:child_process";
import { copyFileSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { scripts } from "@/package.json";
import { isInstalled } from "./support/is-installed";
import { makeTempFolder } from "../support/project";
import { ROOT } from "../support/process";

const FILE = path.join(ROOT, "docs/deploy/inkwell@.service");

it("the systemd service starts Inkwell as `npm start` does", () => {
  const service = readFileSync(FILE, "utf8");
  const [, command] = /^ExecStart=\/usr\/bin\/(.*)$/m.exec(service) ?? [];
  const [, arenas] = /^Environment=(MALLOC_ARENA_MAX=\d+)$/m.exec(service) ?? [];
  expect(`exec env ${arenas} ${command}`).toBe(scripts.start);
});

it.runIf(isInstalled("systemd-analyze"))("systemd accepts the service (skipped without systemd)", () => {
  const copy = path.join(makeTempFolder(), "inkwell@3000.service");
  copyFileSync(FILE, copy);
  const { status, stderr } = spawnSync("systemd-analyze", ["verify", "--man=no", copy], { encoding: "utf8" });
  // It may report faults of other units of this machine, and a Node.js that is installed elsewhere.
  const faults = stderr
    .split("\n")
    .filter((line) => line.includes("inkwell") && !line.includes("not executable"));
  expect(faults).toEqual([]);
  expect(status === 0 || stderr.includes("not executable"), stderr).toBe(true);
});
