import { describe, expect, it } from "vitest";
import { nameDevice } from "./name-device";

const CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0";

describe("nameDevice", () => {
  it.each([
    [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME} Safari/537.36`, "Chrome on Windows"],
    [`Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${CHROME} Safari/537.36`, "Chrome on macOS"],
    [`Mozilla/5.0 (X11; Linux x86_64) ${CHROME} Safari/537.36`, "Chrome on Linux"],
    [`Mozilla/5.0 (Linux; Android 10; K) ${CHROME} Mobile Safari/537.36`, "Chrome on Android"],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) " +
        "CriOS/142.0.7444.77 Mobile/15E148 Safari/604.1",
      "Chrome on iOS",
    ],
    [
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0",
      "Firefox on Windows",
    ],
    ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"],
    ["Mozilla/5.0 (Android 15; Mobile; rv:144.0) Gecko/144.0 Firefox/144.0", "Firefox on Android"],
    [
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) " +
        "Version/18.6 Safari/605.1.15",
      "Safari on macOS",
    ],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) " +
        "Version/18.6 Mobile/15E148 Safari/604.1",
      "Safari on iOS",
    ],
    [
      `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME} Safari/537.36 Edg/142.0.0.0`,
      "Microsoft Edge on Windows",
    ],
    [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME} Safari/537.36 OPR/126.0.0.0`, "Opera on Windows"],
    [
      "Mozilla/5.0 (Linux; Android 14; SAMSUNG SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko) " +
        "SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
      "Samsung Internet for Android on Android",
    ],
  ])("names a browser and its system: %s", (userAgent, name) => {
    expect(nameDevice(userAgent)).toBe(name);
  });

  it.each([
    ["curl/8.14.1", "curl"],
    ["python-requests/2.32.5", "python-requests"],
    ["Wget/1.25.0", "Wget"],
    ["PostmanRuntime/7.49.0", "PostmanRuntime"],
    ["okhttp/5.1.0", "okhttp"],
    ["node", "node"],
    ["MyApp 2 beta", "MyApp"],
    ["Go-http-client/1.1", "Go-http-client"],
    ["My_App-2.x/1.0 (y)", "My_App-2.x"],
    ["x <svg onload=spring()>/1 (y)", "x svg onloadspring"],
    [`a'b"c&d;e\\f\`g/1 (y)`, "abcdefg"],
  ])("names a program without its version: %s", (userAgent, name) => {
    expect(nameDevice(userAgent)).toBe(name);
  });

  it.each([null, "", "   ", "\t"])("returns Unknown device for a missing user agent (%j)", (userAgent) => {
    expect(nameDevice(userAgent)).toBe("Unknown device");
  });

  it.each([
    "Mozilla/5.0",
    "Mozilla/5.0 (compatible)",
    "\u00e9\u00e9/1.0 (x) ",
    "(x)",
    "/",
    "\u0000",
    "<b>x</b>",
    "\u65e5\u672c",
    "\u00ff\u00fe",
    "<>/1 (y)",
  ])("returns Unknown browser for an unknown program (%j)", (userAgent) => {
    expect(nameDevice(userAgent)).toBe("Unknown browser");
  });

  it.each([
    "x".repeat(100_000),
    `Mozilla/5.0 (${"Windows ".repeat(20_000)}`,
    `Mozilla/5.0 (X11; Linux x86_64) Chrome/${"9".repeat(50_000)}`,
    "Firefox/".repeat(10_000),
    "\u001b]0;evil\u0007\u001b[2J Firefox/144.0\r\nSet-Cookie: a=b",
    '"><script>alert(1)</script> Chrome/142.0.0.0',
    "Mozilla/5.0 (Linux; Android 10; \u202e\u0000\u009b31m) Chrome/142.0.0.0",
    "\u0001\u001bevil\u009b/1.0 (x) ",
    `${"A".repeat(300)}/1.0 (x) `,
    "a".repeat(39) + "/1.0 " + "b".repeat(400),
  ])("returns a short plain name for a hostile user agent (no. %#)", (userAgent) => {
    expect(nameDevice(userAgent)).toMatch(/^[\w.-][\w .-]{0,59}$/);
  });
});
