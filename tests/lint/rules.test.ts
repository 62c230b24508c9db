import { expect, it } from "vitest";
import { findViolations } from "./lint";

const ROUTE = "app/api/posts/route.ts";
const COMPONENT = "components/posts/post-list.tsx";
const SERVICE = "lib/server/posts/post-service.ts";
const HELPER = "lib/secret.ts";
const lines = (count: number) => "export const one = 1;\n".repeat(count);

it.each([
  ["a file of 201 lines", HELPER, "max-lines", lines(201)],
  ["a route of 41 lines", ROUTE, "max-lines", lines(41)],
  ["a try statement in a route", ROUTE, "no-restricted-syntax", "try { go(); } catch { stop(); }"],
  ["a barrel", HELPER, "no-restricted-syntax", 'export * from "./env";'],
  ["a named re-export", COMPONENT, "no-restricted-syntax", 'export { PostDate } from "./post-date";'],
  ["a computed import", COMPONENT, "no-restricted-syntax", "await import(`./${name}`);"],
  ["an import() type", COMPONENT, "@typescript-eslint/consistent-type-imports", 'type A = import("./a").A;'],
  ["server code without server-only", SERVICE, "no-restricted-syntax", "export const one = 1;"],
  [
    "server-only as the second import",
    SERVICE,
    "no-restricted-syntax",
    'import "./a";\nimport "server-only";',
  ],
  ["a Prisma transaction", SERVICE, "no-restricted-properties", "await db.$transaction(async (tx) => tx);"],
  ["process.env", HELPER, "no-restricted-properties", "go(process.env.PORT);"],
  ["a destructured process.env", HELPER, "no-restricted-properties", "const { env } = process;"],
  ["globalThis.process", HELPER, "no-restricted-properties", "go(globalThis.process.env);"],
  ["node:process", HELPER, "no-restricted-imports", 'import { env } from "node:process";'],
  ["any", HELPER, "@typescript-eslint/no-explicit-any", "export const a: any = 1;"],
  ["a default export", COMPONENT, "import-x/no-default-export", "export default function List() {}"],
  ["console output", COMPONENT, "no-console", 'console.log("a");'],
  [
    "a lint exception without a reason",
    HELPER,
    "@eslint-community/eslint-comments/require-description",
    "// eslint-disable-next-line no-console\nconsole.log(1);",
  ],
  [
    "a lint exception for all rules",
    HELPER,
    "@eslint-community/eslint-comments/no-unlimited-disable",
    "/* eslint-disable -- everything */ console.log(1);",
  ],
])("reports %s in %s (%s)", async (_what, file, rule, code) => {
  expect(await findViolations(file, code)).toContain(rule);
});
