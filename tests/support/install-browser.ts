import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { findBrowser } from "./browser";

const PLAYWRIGHT = path.resolve(import.meta.dirname, "../../node_modules/playwright/cli.js");
const APT_GET = "/usr/bin/apt-get";
const STEP_TIMEOUT_MS = 5 * 60_000;

/**
 * Gets a browser where there is none, once, before the browser tests begin: Playwright's own, or else Debian's.
 * Where neither can be had, `launchBrowser` says what to do.
 */
export function setup(): void {
  const isRoot = process.getuid?.() === 0;
  const steps: [command: string, ...args: string[]][] = [
    [process.execPath, PLAYWRIGHT, "install", ...(isRoot ? ["--with-deps"] : []), "chromium"],
  ];
  if (isRoot && existsSync(APT_GET)) {
    steps.push([APT_GET, "update"], [APT_GET, "install", "-y", "--no-install-recommends", "chromium"]);
  }
  for (const [command, ...args] of steps) {
    if (findBrowser() !== undefined) return;
    spawnSync(command, args, {
      stdio: ["ignore", "inherit", "inherit"],
      timeout: STEP_TIMEOUT_MS,
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
  }
}
