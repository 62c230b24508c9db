import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { findBrowser } from "./browser";

const PLAYWRIGHT = path.resolve(import.meta.dirname, "../../node_modules/playwright/cli.js");
const APT_GET = "/usr/bin/apt-get";
const STEP_TIMEOUT_MS = 5 * 60_000;

/**
 * Installs full Chromium and the headless shell before the browser tests if the machine has no full Chromium:
 * those of Playwright or else those of Debian. If both fail, `shareBrowser` says what to do.
 */
export function setup(): void {
  const isRoot = process.getuid?.() === 0;
  const steps: [command: string, ...args: string[]][] = [
    // The headless shell comes with it.
    [process.execPath, PLAYWRIGHT, "install", ...(isRoot ? ["--with-deps"] : []), "chromium"],
  ];
  if (isRoot && existsSync(APT_GET)) {
    const packages = ["chromium", "chromium-headless-shell"];
    steps.push([APT_GET, "update"], [APT_GET, "install", "-y", "--no-install-recommends", ...packages]);
  }
  for (const [command, ...args] of steps) {
    if (findBrowser("full") !== undefined) return;
    spawnSync(command, args, {
      stdio: ["ignore", "inherit", "inherit"],
      timeout: STEP_TIMEOUT_MS,
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
  }
}
