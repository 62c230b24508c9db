import { existsSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { chromium, type Browser } from "playwright";

export interface Machine {
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
  home: string;
  /** Where Playwright's own Chromium is, once it has been downloaded. */
  playwrightPath: string;
}

/** Settings that name a browser and win over everything else. */
const PATH_VARIABLES = ["CHROME_PATH", "PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH"];

const ARGUMENTS = [
  "--disable-gpu",
  // The tests run without a network, and nothing of the browser's own traffic belongs in them.
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

const HOW_TO_GET_ONE = [
  "The browser tests need Chromium or Chrome, and there is none on this machine. Any one of these helps:",
  "  npx playwright install --with-deps chromium",
  "  apt-get install chromium              (Debian)",
  "  CHROME_PATH=/path/to/chrome npm test  (one that is somewhere else)",
].join("\n");

/** Where a Chromium or Chrome may be on this kind of machine, best first. */
export function browserCandidates({ platform, env, home, playwrightPath }: Machine): string[] {
  return [...installedPaths(platform, env, home), playwrightPath];
}

/**
 * Picks the browser to test with.
 *
 * @throws {Error} when a setting names a browser that is not there: another one would not be what was asked for
 */
export function chooseBrowser(machine: Machine, exists: (file: string) => boolean): string | undefined {
  for (const variable of PATH_VARIABLES) {
    const named = machine.env[variable];
    if (!named) continue;
    if (!exists(named)) throw new Error(`${variable} names ${named}, which does not exist.`);
    return named;
  }
  return browserCandidates(machine).find(exists);
}

/** The path of a browser that is on this machine now; tests/support/install-browser.ts sees to it that there is one. */
export function findBrowser(): string | undefined {
  const machine: Machine = {
    platform: process.platform,
    env: process.env,
    home: homedir(),
    playwrightPath: chromium.executablePath(),
  };
  return chooseBrowser(machine, existsSync);
}

export interface BrowserOptions {
  /** Keeps pages as they were left, for the way back, as people's browsers do; Playwright's own wish is that none does. */
  keepsPages?: boolean;
}

/**
 * Starts a browser without a window.
 *
 * @throws {Error} when there is none; the message says how to get one
 */
export async function launchBrowser({ keepsPages = false }: BrowserOptions = {}): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error(HOW_TO_GET_ONE);
  // Chromium's sandbox refuses root and needs what containers seldom grant; the pages here are our own.
  return chromium.launch({
    executablePath,
    args: ARGUMENTS,
    chromiumSandbox: false,
    ...(keepsPages && { ignoreDefaultArgs: ["--disable-back-forward-cache"] }),
  });
}

function installedPaths(platform: NodeJS.Platform, env: Machine["env"], home: string): string[] {
  switch (platform) {
    case "darwin":
      return ["/Applications", path.posix.join(home, "Applications")].flatMap((folder) =>
        ["Google Chrome", "Chromium"].map((name) => `${folder}/${name}.app/Contents/MacOS/${name}`),
      );
    case "win32":
      return ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"]
        .map((variable) => env[variable])
        .filter((folder) => folder !== undefined)
        .flatMap((folder) =>
          ["Google\\Chrome", "Chromium"].map((name) => `${folder}\\${name}\\Application\\chrome.exe`),
        );
    default:
      // Not Ubuntu's chromium-browser: that is a script which asks for a snap.
      return [
        "/usr/bin/chromium",
        "/usr/bin/google-chrome-stable",
        "/usr/bin/google-chrome",
        "/opt/google/chrome/chrome",
      ];
  }
}
