import { describe, expect, it } from "vitest";
import { chooseBrowser, type Machine } from "./browser";

const OWN = "/cache/ms-playwright/chromium-1/chrome";
const LINUX: Machine = { platform: "linux", env: {}, home: "/home/ada", playwrightPath: OWN };
const MAC: Machine = { ...LINUX, platform: "darwin", home: "/Users/ada" };
const WINDOWS: Machine = {
  platform: "win32",
  env: { PROGRAMFILES: "C:\\Program Files", LOCALAPPDATA: "C:\\Users\\ada\\AppData\\Local" },
  home: "C:\\Users\\ada",
  playwrightPath: "C:\\ms-playwright\\chrome.exe",
};

describe("chooseBrowser", () => {
  it.each([
    ["Debian's", LINUX, "/usr/bin/chromium"],
    ["Google's on Linux", LINUX, "/usr/bin/google-chrome"],
    ["Google's on macOS", MAC, "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"],
    ["one's own on macOS", MAC, "/Users/ada/Applications/Chromium.app/Contents/MacOS/Chromium"],
    ["the machine's on Windows", WINDOWS, "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe"],
    ["one's own on Windows", WINDOWS, "C:\\Users\\ada\\AppData\\Local\\Chromium\\Application\\chrome.exe"],
    ["Playwright's", LINUX, OWN],
  ])("finds %s", (_whose, machine, installed) => {
    expect(chooseBrowser(machine, (file) => file === installed)).toBe(installed);
  });

  it("takes the machine's before Playwright's", () => {
    expect(chooseBrowser(LINUX, () => true)).toBe("/usr/bin/chromium");
  });

  it("finds none where there is none", () => {
    expect(chooseBrowser(LINUX, () => false)).toBeUndefined();
  });

  it.each(["CHROME_PATH", "PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH"])(
    "takes what %s names before all",
    (variable) => {
      expect(chooseBrowser({ ...LINUX, env: { [variable]: "/opt/mine" } }, () => true)).toBe("/opt/mine");
    },
  );

  it("does not replace a named browser that is not there by another", () => {
    const machine = { ...LINUX, env: { CHROME_PATH: "/opt/gone" } };
    expect(() => chooseBrowser(machine, (file) => file !== "/opt/gone")).toThrow(
      "CHROME_PATH names /opt/gone, which does not exist.",
    );
  });
});
