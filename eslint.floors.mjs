/** Where Prisma and SQLite are opened. */
const DATABASE_LAYER = ["db", "db-errors", "prepared-query", "run-query", "sqlite-adapter"].map(
  (name) => `lib/server/${name}`,
);
/** What any file of lib/server may lean on: its plain helpers and the settings, but never the database. */
const BASICS = [
  "lib/server/*",
  ...DATABASE_LAYER.map((name) => `!${name}`),
  "lib/env",
  "lib/secret",
  "lib/schemas/**",
];
const SERVICES = ["lib/server/*/*-service"];
/** Hashing, tokens and the like: everything in auth that neither stores, decides nor reads a request. */
const PRIMITIVES = [
  "lib/server/auth/*",
  "!lib/server/auth/*-store",
  "!lib/server/auth/*-service",
  "!lib/server/auth/authenticate",
];
const NEXT = ["next", "next/**"];

/**
 * The floors of the house (docs: "imports point down only"). A file stands on the last floor whose `files` match it.
 * `may` lists what it may import of the house, without extensions: `*` is one name, `**` any path, `<own>` the file's own
 * folder, `!` takes back what an earlier entry gave. `types` adds what it may import as a type alone. `packages` are the
 * only packages it may import, `notPackages` those it may not; `database` opens Prisma and its drivers.
 */
export const FLOORS = [
  { name: "a folder that eslint.floors.mjs does not know", files: ["**/*.{ts,tsx,mjs}"], may: [] },
  {
    name: "a settings file of the root",
    files: ["*.{ts,mjs}"],
    may: ["*", "lib/*", "lib/server/log", "tests/support/*"],
  },
  {
    name: "a script",
    files: ["scripts/**/*.ts", "prisma/**/*.ts"],
    may: ["*", "scripts/**", "prisma/**", "lib/**", "!lib/client/**"],
    database: true,
  },
  {
    name: "a page",
    files: ["app/**/*.{ts,tsx}"],
    may: ["app/**", "!app/api/**", "components/**", ...SERVICES, "lib/server/errors", "lib/schemas/**"],
  },
  {
    name: "a route",
    files: ["app/api/**/route.ts"],
    may: ["lib/server/http/**", ...SERVICES, "lib/server/errors", "lib/schemas/**"],
  },
  {
    // It describes all other routes, and is the only one that knows of them.
    name: "the route of the API document",
    files: ["app/api/openapi.json/*.ts"],
    may: [
      "app/api/**/route",
      "<own>/*",
      "lib/server/http/**",
      "lib/server/openapi/document",
      "lib/schemas/**",
    ],
  },
  {
    name: "a component",
    files: ["components/**/*.{ts,tsx}"],
    may: ["components/**", "lib/client/**", "lib/schemas/**", "lib/policies/**"],
  },
  {
    name: "a component of the look alone",
    files: ["components/ui/**/*.{ts,tsx}"],
    may: ["components/ui/**"],
  },
  {
    name: "client code",
    files: ["lib/client/**/*.{ts,tsx}"],
    may: ["lib/client/**", "lib/schemas/**", "lib/policies/**"],
  },
  { name: "a plain helper", files: ["lib/*.ts"], may: ["lib/*", "!lib/env"] },
  {
    name: "the reader of the settings",
    files: ["lib/env.ts"],
    may: ["lib/secret", "lib/database-url"],
    packages: ["@t3-oss/env-nextjs", "zod"],
  },
  {
    name: "a schema or policy",
    files: ["lib/{schemas,policies}/**/*.ts"],
    may: ["lib/schemas/**", "lib/policies/**"],
    packages: ["zod"],
  },
  {
    // Views, auth primitives and helpers. A view names the row that it shows, and shows other views inside.
    name: "a server helper",
    files: ["lib/server/**/*.ts"],
    may: ["lib/server/*/*-view", "<own>/*", ...BASICS, "!**/*-store", "!**/*-service", "!**/authenticate"],
    types: ["<own>/*-store"],
    notPackages: NEXT,
  },
  {
    name: "the maker of the API document",
    files: ["lib/server/openapi/**/*.ts"],
    may: ["<own>/*", "lib/schemas/**", "package.json"],
    types: ["lib/server/http/*"],
    notPackages: NEXT,
  },
  {
    name: "the HTTP layer",
    files: ["lib/server/http/**/*.ts", "lib/server/auth/authenticate.ts"],
    may: [...BASICS, "lib/server/http/**", "lib/server/auth/*", ...SERVICES, "!lib/server/auth/*-store"],
  },
  {
    name: "a service",
    files: ["lib/server/**/*-service.ts"],
    may: [...PRIMITIVES, "<own>/*", ...BASICS, "lib/policies/**", ...SERVICES, "!**/authenticate"],
    notPackages: NEXT,
  },
  {
    name: "a store",
    files: ["lib/server/**/*-store.ts"],
    may: [
      "lib/server/db",
      "lib/server/db-errors",
      "lib/server/prepared-query",
      "lib/server/errors",
      "lib/server/generated/**",
      "lib/schemas/text-start",
    ],
    types: ["lib/schemas/**"],
    notPackages: NEXT,
    database: true,
  },
  {
    name: "the database layer",
    files: DATABASE_LAYER.map((name) => `${name}.ts`),
    may: ["lib/*", "lib/schemas/**", "lib/server/*", "lib/server/generated/**"],
    notPackages: NEXT,
    database: true,
  },
];
