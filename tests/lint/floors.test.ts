import { describe, expect, it } from "vitest";
import { FLOOR_CASES } from "./floor-cases";
import { brokenRules } from "./lint";

describe.each(FLOOR_CASES)("$file", ({ file, may, mayNot }) => {
  it.each(may)("may import %s", async (specifier) => {
    expect(await brokenRules(file, `import { a } from "${specifier}";`)).not.toContain("house/floors");
  });

  it.each(mayNot)("may not import %s", async (specifier) => {
    expect(await brokenRules(file, `import { a } from "${specifier}";`)).toContain("house/floors");
  });
});

describe("a forbidden import is found however it is written", () => {
  it.each([
    'import "@/lib/server/db/client";',
    'import type { Db } from "@/lib/server/db/client";',
    'export { db } from "@/lib/server/db/client";',
    'export * from "@/lib/server/db/client";',
    'await import("@/lib/server/db/client");',
    "await import(`@/lib/server/db`);",
    "await import(`@/lib/server/${name}`);",
    'type Db = import("@/lib/server/db/client").Db;',
    'import { db } from "@/lib/server/db/client.ts";',
    'import { db } from "@/components/../lib/server/db";',
    'import { db } from "../../lib/client/../server/db?raw";',
  ])("%s", async (code) => {
    expect(await brokenRules("components/posts/post-list.tsx", code)).toContain("house/floors");
  });
});

describe("a type alone goes where its value may not", () => {
  it.each([
    ["lib/server/users/user-view.ts", "./user-store", true],
    ["lib/server/users/user-store.ts", "@/lib/schemas/user", true],
    ["lib/server/posts/post-view.ts", "../users/user-store", false],
    ["components/posts/post-list.tsx", "@/lib/server/posts/post-view", false],
  ])("%s from %s: %s", async (file, specifier, isPermitted) => {
    const rules = await brokenRules(file, `import type { A } from "${specifier}";`);
    expect(rules.includes("house/floors")).toBe(!isPermitted);
  });
});

it("leaves tests alone", async () => {
  for (const file of ["tests/api/users/register.test.ts", "lib/server/users/user-service.test.ts"]) {
    expect(
      await brokenRules(file, 'import { a } from "@/lib/server/generated/prisma/client";'),
    ).not.toContain("house/floors");
  }
});
