import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { brokenRules, ROOT } from "./lint";

const ROUTE = "app/api/posts/route.ts";
const PAGE = "app/page.tsx";
const COMPONENT = "components/posts/post-list.tsx";
const HELPER = "lib/plural.ts";
const SERVICE = "lib/server/posts/post-service.ts";
const STORE = "lib/server/posts/post-store.ts";
const lines = (count: number) => "export const one = 1;\n".repeat(count);

interface Case {
  rule: string;
  file: string;
  broken: string;
  kept: string;
  /** Where `kept` is fine, when that is another file. */
  keptIn?: string;
}

const CASES: Case[] = [
  { rule: "max-lines", file: HELPER, broken: lines(201), kept: lines(200) },
  { rule: "max-lines", file: "lib/plural.test.ts", broken: lines(201), kept: lines(200) },
  { rule: "max-lines", file: ROUTE, broken: lines(41), kept: lines(40) },
  { rule: "house/no-try", file: ROUTE, broken: "try { go(); } catch { stop(); }", kept: "go();" },
  {
    rule: "house/no-try",
    file: ROUTE,
    broken: "try { go(); } finally { stop(); }",
    kept: "try { go(); } finally { stop(); }",
    keptIn: SERVICE,
  },

  { rule: "house/no-barrel", file: HELPER, broken: 'export * from "./secret";', kept: 'import "./secret";' },
  {
    rule: "house/no-barrel",
    file: HELPER,
    broken: 'export * from "./secret";\nexport const two = 2;',
    kept: "export const two = 2;",
  },
  {
    rule: "house/no-barrel",
    file: COMPONENT,
    broken: '"use client";\nexport { PostCard } from "./post-card";',
    kept: '"use client";\nexport { PostCard } from "./post-card";\nexport function PostList() {}',
  },
  {
    rule: "house/no-barrel",
    file: SERVICE,
    broken: 'import "server-only";\nimport { a } from "./post-store";\nexport { a };',
    kept: 'import "server-only";\nimport { a } from "./post-store";\nexport const b = a;',
  },
  {
    rule: "house/no-barrel",
    file: "components/posts/index.ts",
    broken: lines(1),
    kept: lines(1),
    keptIn: HELPER,
  },

  {
    rule: "no-restricted-properties",
    file: HELPER,
    broken: "go(process.env.PORT);",
    kept: "go(process.pid);",
  },
  { rule: "no-restricted-properties", file: HELPER, broken: 'go(process["env"]);', kept: "go(environment);" },
  {
    rule: "no-restricted-properties",
    file: "server/start.ts",
    broken: "const { env } = process;",
    kept: "const { env } = process;",
    keptIn: "lib/load-env.ts",
  },
  {
    rule: "no-restricted-properties",
    file: SERVICE,
    broken: "go(process.env);",
    kept: "go(process.env);",
    keptIn: "tests/support/server.ts",
  },
  {
    rule: "no-restricted-syntax",
    file: HELPER,
    broken: "go(globalThis.process.env);",
    kept: "go(config.env);",
  },
  {
    rule: "no-restricted-imports",
    file: HELPER,
    broken: 'import { env } from "node:process";',
    kept: 'import { env } from "./env";',
  },
  {
    rule: "@typescript-eslint/no-explicit-any",
    file: HELPER,
    broken: "export const a: any = 1;",
    kept: "export const a: unknown = 1;",
  },
  {
    rule: "import-x/no-default-export",
    file: COMPONENT,
    broken: "export default function List() {}",
    kept: "export default function Page() {}",
    keptIn: PAGE,
  },
  {
    rule: "no-console",
    file: COMPONENT,
    broken: 'console.log("a");',
    kept: 'console.log("a");',
    keptIn: "server/serve.ts",
  },
  {
    rule: "no-console",
    file: SERVICE,
    broken: 'console.error("a");',
    kept: 'console.error("a");',
    keptIn: "scripts/seed.ts",
  },
  {
    rule: "house/server-only-first",
    file: SERVICE,
    broken: 'import { a } from "./post-store";\nimport "server-only";',
    kept: '// Why.\nimport "server-only";\nimport { a } from "./post-store";',
  },
  {
    rule: "house/described-directives",
    file: HELPER,
    broken: "// eslint-disable-next-line no-console\nconsole.log(1);",
    kept: "// eslint-disable-next-line no-console -- the one place that may\nconsole.log(1);",
  },
  {
    rule: "house/described-directives",
    file: HELPER,
    broken: "/* eslint-disable */ console.log(1);",
    kept: "/* eslint-disable no-console -- a command's output */ console.log(1);",
  },
  {
    rule: "house/described-directives",
    file: HELPER,
    broken: "/* eslint-disable -- all of it */ console.log(1);",
    kept: "// eslint-plugin-import-x is not meant",
  },
  {
    rule: "house/no-prisma-transaction",
    file: STORE,
    broken: "await db.$transaction(async (tx) => { await tx.post.create({ data }); });",
    kept: "await executeAll([insert, remove]);",
  },
  {
    rule: "house/no-prisma-transaction",
    file: STORE,
    broken: 'await db["$transaction"]([db.post.create({ data })]);',
    kept: "await movePosts([db.post.create({ data })]);",
  },
];

/** The beginning of a code on one line, to name a test by. */
const title = (code: string) => code.slice(0, 70).replaceAll("\n", " ");

describe.each(CASES)("$rule in $file", ({ rule, file, broken, kept, keptIn = file }) => {
  it(`reports: ${title(broken)}`, async () => {
    expect(await brokenRules(file, broken)).toContain(rule);
  });

  it(`permits in ${keptIn}: ${title(kept)}`, async () => {
    expect(await brokenRules(keptIn, kept)).not.toContain(rule);
  });
});

describe("import-x/no-cycle", () => {
  const output = path.join(ROOT, "tests/.output");
  const imports = { a: "./b", b: "./c", c: "./a", free: "./a" };
  let folder: string;

  beforeAll(() => {
    mkdirSync(output, { recursive: true });
    folder = mkdtempSync(path.join(output, "cycle-"));
    for (const [name, specifier] of Object.entries(imports)) {
      writeFileSync(
        path.join(folder, `${name}.ts`),
        `import { one } from "${specifier}";\nexport { one as two, one };\n`,
      );
    }
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([
    ["a", true],
    ["b", true],
    ["free", false],
  ])("%s is part of a circle: %s", async (name, isInCircle) => {
    const file = path.join(folder, `${name}.ts`);
    const rules = await brokenRules(path.relative(ROOT, file), readFileSync(file, "utf8"));
    expect(rules.includes("import-x/no-cycle")).toBe(isInCircle);
  });
});
