import { describe, expect, it } from "vitest";
import { chooseBrowser, type Machine } from "./browser";

const PLAYWRIGHT = "/cache/ms-playwright/chromium-1/chrome";
const LINUX: Machine = { platform: "linux", env: {}, home: "/home/ada", playwrightPath: PLAYWRIGHT };
const MAC: Machine = { ...LINUX, platform: "darwin", home: "/Users/ada" };
const WINDOWS: Machine = {
  platform: "win32",
  env: { PROGRAMFILES: "C:\\Program Files", LOCALAPPDATA: "C:\\Users\\ada\\AppData\\Local" },
  home: "C:\\Users\\ada",
  playwrightPath: "C:\\ms-playwright\\chrome.exe",
};
const SHELL = "/usr/bin/chromium-headless-shell";

const installed =
  (...files: string[]) =>
  (file: string) =>
    files.includes(file);

describe("chooseBrowser", () => {
  it.each([
    ["Chromium of Debian", LINUX, "/usr/bin/chromium"],
    ["Chrome on Linux", LINUX, "/usr/bin/google-chrome"],
    ["Chrome on macOS", MAC, "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"],
    [
      "Chromium in a home folder on macOS",
      MAC,
      "/Users/ada/Applications/Chromium.app/Contents/MacOS/Chromium",
    ],
    ["Chrome on Windows", WINDOWS, "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe"],
    [
      "Chromium of one user on Windows",
      WINDOWS,
      "C:\\Users\\ada\\AppData\\Local\\Chromium\\Application\\chrome.exe",
    ],
    ["Chromium of Playwright", LINUX, PLAYWRIGHT],
  ])("finds %s", (_, machine, file) => {
    expect(chooseBrowser(machine, "full", installed(file))).toEqual({ executablePath: file });
  });

  it("prefers an installed Chromium to that of Playwright", () => {
    expect(chooseBrowser(LINUX, "full", installed("/usr/bin/chromium", PLAYWRIGHT))).toEqual({
      executablePath: "/usr/bin/chromium",
    });
  });

  it.each([
    ["the headless shell of Debian", [SHELL, PLAYWRIGHT], { executablePath: SHELL }],
    ["the headless shell of Playwright, its default", [PLAYWRIGHT, "/usr/bin/chromium"], {}],
    [
      "full Chromium without a headless shell",
      ["/usr/bin/chromium"],
      { executablePath: "/usr/bin/chromium" },
    ],
  ])("starts %s when a headless shell is enough", (_, files, expected) => {
    expect(chooseBrowser(LINUX, "shell", installed(...files))).toEqual(expected);
  });

  it("starts no headless shell when a test needs full Chromium", () => {
    expect(chooseBrowser(LINUX, "full", installed(SHELL))).toBeUndefined();
  });

  it.each(["shell", "full"] as const)("finds no browser (%s) on a machine without one", (kind) => {
    expect(chooseBrowser(LINUX, kind, () => false)).toBeUndefined();
  });

  it.each(["CHROME_PATH", "PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH"])(
    "prefers the browser that %s names to all others",
    (variable) => {
      const machine = { ...LINUX, env: { [variable]: "/opt/mine" } };
      expect(chooseBrowser(machine, "shell", () => true)).toEqual({ executablePath: "/opt/mine" });
    },
  );

  it("does not replace a browser that CHROME_PATH names and that does not exist", () => {
    const machine = { ...LINUX, env: { CHROME_PATH: "/opt/gone" } };
    expect(() => chooseBrowser(machine, "shell", (file) => file !== "/opt/gone")).toThrow(
      "CHROME_PATH names /opt/gone, which does not exist.",
    );
  });
});
