import { existsSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { chromium, type Browser, type LaunchOptions } from "playwright";

export interface Machine {
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
  home: string;
  /** Where Playwright keeps its own full Chromium once it has been downloaded; its headless shell comes with it. */
  playwrightPath: string;
}

/** `full` is Chromium as people use it; `shell` draws no window and costs a quarter of the processor time. */
export type BrowserKind = "shell" | "full";

/** Settings that name a browser and win over everything else. */
const PATH_VARIABLES = ["CHROME_PATH", "PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH"];

const ARGUMENTS = [
  "--disable-gpu",
  // The tests need no network, and the browser's own traffic must not mix with theirs.
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

const HOW_TO_INSTALL = [
  "The browser tests need Chromium or Chrome, and this machine has neither. Run one of these:",
  "  npx playwright install --with-deps chromium",
  "  apt-get install chromium chromium-headless-shell   (Debian)",
  "  CHROME_PATH=/path/to/chrome npm test               (a browser installed elsewhere)",
].join("\n");

/**
 * Chooses the browser to test with, as options for Playwright; undefined if the machine has none.
 *
 * Without a headless shell, full Chromium takes its place.
 *
 * @throws {Error} if a setting names a browser that does not exist: running another one would hide the mistake
 */
export function chooseBrowser(
  { platform, env, home, playwrightPath }: Machine,
  kind: BrowserKind,
  exists: (file: string) => boolean,
): LaunchOptions | undefined {
  for (const variable of PATH_VARIABLES) {
    const named = env[variable];
    if (!named) continue;
    if (!exists(named)) throw new Error(`${variable} names ${named}, which does not exist.`);
    return { executablePath: named };
  }
  const full = [...installedPaths(platform, env, home), playwrightPath].find(exists);
  if (kind === "shell") {
    const shell = shellPaths(platform).find(exists);
    if (shell !== undefined) return { executablePath: shell };
    // Without a path, Playwright starts its own headless shell.
    if (exists(playwrightPath)) return {};
  }
  return full === undefined ? undefined : { executablePath: full };
}

/** Chooses a browser of this machine; `tests/support/install-browser.ts` installs one beforehand. */
export function findBrowser(kind: BrowserKind): LaunchOptions | undefined {
  const machine: Machine = {
    platform: process.platform,
    env: process.env,
    home: homedir(),
    playwrightPath: chromium.executablePath(),
  };
  return chooseBrowser(machine, kind, existsSync);
}

const launched = new Map<BrowserKind, Promise<Browser>>();

/**
 * Returns the browser of this worker, which all its test files share and which ends with the worker.
 *
 * @throws {Error} if the machine has none; the message says how to install one
 */
export async function shareBrowser(kind: BrowserKind): Promise<Browser> {
  const running = await launched.get(kind);
  if (running?.isConnected()) return running;
  const launching = launchBrowser(kind);
  launched.set(kind, launching);
  return launching;
}

async function launchBrowser(kind: BrowserKind): Promise<Browser> {
  const found = findBrowser(kind);
  if (found === undefined) throw new Error(HOW_TO_INSTALL);
  return chromium.launch({
    ...found,
    args: ARGUMENTS,
    // Chromium's sandbox does not run as root and needs rights that containers seldom grant; the pages are our own.
    chromiumSandbox: false,
    // Playwright switches the back/forward cache off; people's browsers have it.
    ...(kind === "full" && { ignoreDefaultArgs: ["--disable-back-forward-cache"] }),
  });
}

function shellPaths(platform: NodeJS.Platform): string[] {
  return platform === "linux" ? ["/usr/bin/chromium-headless-shell"] : [];
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
      // Not Ubuntu's chromium-browser, which is a script that asks for a snap.
      return [
        "/usr/bin/chromium",
        "/usr/bin/google-chrome-stable",
        "/usr/bin/google-chrome",
        "/opt/google/chrome/chrome",
      ];
  }
}
