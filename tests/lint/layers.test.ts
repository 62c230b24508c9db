import { expect, it } from "vitest";
import { findViolations } from "./lint";

const ROUTE = "app/api/posts/route.ts";
const PAGE = "app/page.tsx";
const COMPONENT = "components/posts/post-list.tsx";
const SERVICE = "lib/server/posts/post-service.ts";
const STORE = "lib/server/posts/post-store.ts";
const VIEW = "lib/server/posts/post-view.ts";

/** Each row: a file, and an import that its layer may not make. */
it.each([
  [ROUTE, "@/components/logo"],
  [ROUTE, "@/lib/server/posts/post-store"],
  [ROUTE, "@/lib/server/posts/post-view"],
  [ROUTE, "@/lib/server/posts/cursor"],
  [ROUTE, "@/lib/server/db/client"],
  [PAGE, "@/lib/client/api-client"],
  [PAGE, "@/lib/server/posts/post-store"],
  [PAGE, "@/lib/server/http/endpoint"],
  [PAGE, "@/app/api/posts/route"],
  [PAGE, "@/lib/env"],
  [COMPONENT, "@/lib/server/posts/post-service"],
  [COMPONENT, "@/lib/env"],
  ["components/ui/button.tsx", "@/components/logo"],
  ["components/ui/button.tsx", "@/lib/schemas/post"],
  ["lib/client/session.ts", "@/components/logo"],
  ["lib/schemas/post.ts", "@/lib/env"],
  ["lib/schemas/post.ts", "node:crypto"],
  ["lib/policies/ownership.ts", "next/headers"],
  [SERVICE, "@/lib/server/db/client"],
  [SERVICE, "@/lib/server/users/user-store"],
  [SERVICE, "@/lib/server/http/endpoint"],
  [SERVICE, "next/headers"],
  [SERVICE, "@prisma/client"],
  [STORE, "./post-service"],
  [STORE, "@/lib/server/auth/authenticate"],
  [VIEW, "./post-store"],
  [VIEW, "./post-service"],
  ["lib/server/auth/step-up.ts", "@/lib/server/users/user-service"],
  ["lib/server/auth/step-up.ts", "@/lib/server/http/endpoint"],
  ["lib/server/sessions/session-service.ts", "@/lib/server/posts/post-service"],
  ["lib/server/passwords/password.ts", "@/lib/server/sessions/session-service"],
  ["lib/server/db/client.ts", "@/lib/server/passwords/password"],
  ["lib/server/request/client-address.ts", "@/lib/server/log/log"],
  ["lib/server/errors.ts", "@/lib/server/db/client"],
  ["lib/env.ts", "@/lib/schemas/user"],
  ["server/serve.ts", "@/app/layout"],
  ["scripts/db-migrate.ts", "@/lib/client/session"],
])("%s may not import %s", async (file, specifier) => {
  const code = `import { a } from "${specifier}";`;
  expect(await findViolations(file, code)).toContain("boundaries/dependencies");
});

it.each([
  [ROUTE, 'import { a } from "@/lib/server/posts/post-service";'],
  [SERVICE, 'import { a } from "./post-store";'],
  [STORE, 'import { a } from "@/lib/server/db/client";'],
  [VIEW, 'import type { A } from "./post-store";'],
  [COMPONENT, 'import { a } from "@/lib/client/session";'],
  ["lib/server/posts/cursor.test.ts", 'import { a } from "@/lib/server/http/endpoint";'],
])("%s may contain: %s", async (file, code) => {
  expect(await findViolations(file, code)).not.toContain("boundaries/dependencies");
});

it.each([
  'import type { A } from "@/lib/server/db/client";',
  'import "@/lib/server/db/client";',
  'export { a } from "@/lib/server/db/client";',
  'await import("@/lib/server/db/client");',
  'import { a } from "../../lib/server/db/client";',
])("reports a forbidden import written as: %s", async (code) => {
  expect(await findViolations(COMPONENT, code)).toContain("boundaries/dependencies");
});

it("reports a file in a folder that belongs to no layer", async () => {
  expect(await findViolations("helpers/text.ts", "export const a = 1;")).toContain(
    "boundaries/no-unknown-files",
  );
});
