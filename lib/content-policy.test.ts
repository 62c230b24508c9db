import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { ThemeScript } from "@/components/theme/theme-script";
import { pagePolicy } from "./content-policy";

/** The source expressions of each directive. */
function read(policy: string): Record<string, string[]> {
  return Object.fromEntries(
    policy.split("; ").map((directive) => {
      const [name = "", ...sources] = directive.split(" ");
      return [name, sources];
    }),
  );
}

const sha256 = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** The text of the script in the head of a page. */
function readThemeScript(): string {
  return /^<script>(.*)<\/script>$/.exec(renderToStaticMarkup(createElement(ThemeScript)))?.[1] ?? "";
}

/** The text that sonner puts into its style element. */
function readToastStyles(): string {
  const code = readFileSync(createRequire(import.meta.url).resolve("sonner"), "utf8");
  const literal = /^__insertCSS\(("(?:[^"\\]|\\.)*")\)/m.exec(code)?.[1] ?? "";
  return JSON.parse(literal) as string;
}

it("lets a page run what has its nonce, and the theme script, and load what is of this site, and nothing else", () => {
  expect(read(pagePolicy("AAAA", { isDevelopment: false }))).toEqual({
    "default-src": ["'none'"],
    "script-src": ["'nonce-AAAA'", "'strict-dynamic'", sha256(readThemeScript())],
    "style-src": ["'self'", sha256(""), sha256(readToastStyles())],
    "img-src": ["'self'"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
  });
});

it("opens for next dev what its debugging needs", () => {
  const policy = read(pagePolicy("AAAA", { isDevelopment: true }));
  expect(policy["script-src"]).toContain("'unsafe-eval'");
  expect(policy["style-src"]).toEqual(["'self'", "'unsafe-inline'"]);
});
