interface FloorCase {
  /** The file that imports, named from the root; neither it nor what it imports need exist. */
  file: string;
  may: string[];
  mayNot: string[];
}

/** For each floor, imports that go down and imports that do not, through the alias and relative. */
export const FLOOR_CASES: FloorCase[] = [
  {
    file: "app/api/posts/[postId]/route.ts",
    may: [
      "@/lib/server/http/define-route",
      "../../../../lib/server/posts/post-service",
      "@/lib/schemas/post",
      "@/lib/server/errors",
    ],
    mayNot: [
      "@/components/site-header",
      "@/lib/client/api-client",
      "@/lib/server/posts/post-store",
      "../../../../lib/server/posts/post-store",
      "@/lib/server/posts/post-view",
      "@/lib/server/db",
      "@/lib/server/generated/prisma/client",
      "@/lib/server/auth/token",
      "@/lib/env",
      "@prisma/client",
    ],
  },
  {
    file: "app/posts/[postId]/page.tsx",
    may: [
      "@/components/posts/post-card",
      "@/lib/server/posts/post-service",
      "../../../lib/schemas/post",
      "next/link",
    ],
    mayNot: [
      "@/lib/client/token-store",
      "../../../lib/client/token-store",
      "@/lib/server/posts/post-store",
      "@/lib/server/db",
      "@/lib/server/generated/prisma/client",
      "@/lib/server/http/define-route",
      "@/app/api/posts/route",
      "../../api/posts/route",
    ],
  },
  {
    file: "components/posts/post-form.tsx",
    may: [
      "../ui/button",
      "@/lib/client/api-client",
      "@/lib/schemas/post",
      "@/lib/policies/post-policy",
      "react",
    ],
    mayNot: [
      "@/lib/server/posts/post-service",
      "../../lib/server/posts/post-service",
      "@/app/layout",
      "@/lib/env",
    ],
  },
  {
    file: "components/ui/button.tsx",
    may: ["./spinner", "@/components/ui/spinner", "@base-ui/react"],
    mayNot: [
      "../posts/post-form",
      "@/components/auth/use-auth",
      "@/lib/client/api-client",
      "@/lib/schemas/post",
    ],
  },
  {
    file: "lib/client/api-client.ts",
    may: ["./token-store", "@/lib/schemas/problem", "../policies/post-policy"],
    mayNot: ["@/lib/server/errors", "../server/errors", "@/components/auth/use-auth"],
  },
  ...["lib/server/http/define-route.ts", "lib/server/auth/authenticate.ts"].map((file) => ({
    file,
    may: [
      "@/lib/server/auth/token",
      "@/lib/server/users/user-service",
      "../errors",
      "@/lib/schemas/user",
      "@/lib/env",
    ],
    mayNot: [
      "@/lib/server/users/user-store",
      "../users/user-store",
      "@/lib/server/db",
      "../db",
      "@/app/layout",
      "@/components/ui/button",
    ],
  })),
  {
    file: "lib/server/posts/post-service.ts",
    may: [
      "./post-store",
      "@/lib/server/posts/post-view",
      "../users/user-service",
      "@/lib/policies/post-policy",
      "../auth/password",
      "../errors",
      "@/lib/schemas/post",
    ],
    mayNot: [
      "../users/user-store",
      "@/lib/server/users/user-store",
      "../http/define-route",
      "@/lib/server/http/define-route",
      "../auth/authenticate",
      "../db",
      "../generated/prisma/client",
      "next",
      "next/headers",
      "@prisma/client",
    ],
  },
  {
    file: "lib/server/posts/post-view.ts",
    may: ["../users/user-view", "@/lib/schemas/post"],
    mayNot: ["./post-store", "./post-service", "../db", "../generated/prisma/client", "next/server"],
  },
  {
    file: "lib/server/users/user-store.ts",
    may: [
      "../db",
      "../prepared-query",
      "@/lib/server/db-errors",
      "../generated/prisma/client",
      "../errors",
      "@prisma/client/runtime/client",
    ],
    mayNot: [
      "./user-service",
      "@/lib/server/posts/post-service",
      "../http/define-route",
      "@/lib/schemas/user",
      "next/cache",
    ],
  },
  {
    file: "lib/server/db.ts",
    may: ["./generated/prisma/client", "@/lib/env", "./sqlite-adapter", "@prisma/adapter-better-sqlite3"],
    mayNot: ["./users/user-service", "./users/user-store", "./http/define-route"],
  },
  {
    file: "lib/server/prepared-query.ts",
    may: ["./run-query", "./sqlite-adapter", "@/lib/env", "better-sqlite3"],
    mayNot: ["./sessions/session-store", "./users/user-service", "./http/define-route"],
  },
  {
    file: "lib/server/log.ts",
    may: ["./errors", "node:util"],
    mayNot: [
      "./db",
      "./prepared-query",
      "./run-query",
      "./generated/prisma/client",
      "@prisma/client",
      "better-sqlite3",
    ],
  },
  {
    file: "lib/schemas/post.ts",
    may: ["zod", "./field-rules", "@/lib/policies/post-policy"],
    mayNot: ["@/lib/server/errors", "../client/api-client", "../env", "react", "node:crypto"],
  },
  {
    file: "lib/policies/post-policy.ts",
    may: ["../schemas/post"],
    mayNot: ["../server/users/user-view", "next/headers"],
  },
  {
    file: "lib/env.ts",
    may: ["@t3-oss/env-nextjs", "zod", "./secret", "@/lib/database-url"],
    mayNot: ["./schemas/post", "@/lib/server/errors", "dotenv"],
  },
  {
    file: "prisma/seed.ts",
    may: ["../lib/server/posts/post-service", "@/lib/server/generated/prisma/client", "@prisma/client"],
    mayNot: ["@/components/ui/button", "../lib/client/api-client", "../app/layout"],
  },
  {
    file: "proxy.ts",
    may: ["next/server", "./lib/env"],
    mayNot: ["./lib/server/users/user-service", "@prisma/client"],
  },
  { file: "hooks/use-thing.ts", may: ["react"], mayNot: ["@/lib/client/api-client", "../lib/schemas/post"] },
];
