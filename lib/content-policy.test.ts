import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { ThemeScript } from "@/components/theme/theme-script";
import { pagePolicy } from "./content-policy";

/** Returns the source expressions of each directive. */
function read(policy: string): Record<string, string[]> {
  return Object.fromEntries(
    policy.split("; ").map((directive) => {
      const [name = "", ...sources] = directive.split(" ");
      return [name, sources];
    }),
  );
}

const sha256 = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** Returns the text of the script in the head of a page. */
function readThemeScript(): string {
  return /^<script>(.*)<\/script>$/.exec(renderToStaticMarkup(createElement(ThemeScript)))?.[1] ?? "";
}

/** Returns the text that sonner puts into its style element. */
function readToastStyles(): string {
  const code = readFileSync(createRequire(import.meta.url).resolve("sonner"), "utf8");
  const literal = /^__insertCSS\(("(?:[^"\\]|\\.)*")\)/m.exec(code)?.[1] ?? "";
  return JSON.parse(literal) as string;
}

it("the page policy allows only scripts with the nonce, the theme script, and resources of this site", () => {
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

it("the development policy allows what debugging with next dev needs", () => {
  const policy = read(pagePolicy("AAAA", { isDevelopment: true }));
  expect(policy["script-src"]).toContain("'unsafe-eval'");
  expect(policy["style-src"]).toEqual(["'self'", "'unsafe-inline'"]);
});
