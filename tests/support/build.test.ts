import { describe, expect, it } from "vitest";
import { isSource } from "./build";

describe("isSource", () => {
  it.each([
    "package-lock.json",
    "next.config.ts",
    "app/docs/page.tsx",
    "app/globals.css",
    "lib/server/db.ts",
    "server/start.ts",
    "scripts/user.ts",
    "prisma/schema.prisma",
    "public/icon.svg",
  ])("builds again when %s changes", (file) => {
    expect(isSource(file)).toBe(true);
  });

  it.each([
    "tests/api/users/register.test.ts",
    "lib/secret.test.ts",
    "components/posts/post.test.tsx",
    "README.md",
    "docs/a.md",
  ])("keeps the build when %s changes", (file) => {
    expect(isSource(file)).toBe(false);
  });
});
