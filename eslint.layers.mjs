/** The layers of the product, checked by eslint-plugin-boundaries: which folder may import which. Imports point down only. */

/** Maps each folder to its layer. The first match decides, so a folder stands before its parent. */
const LAYERS = [
  ["api", "app/api"],
  ["api", "app/(feed*|sitemap*)"],
  ["api", "app/users/*/feed*"],
  ["pages", "app/.well-known/*"],
  ["pages", "app"],
  ["files", "public"],
  ["ui", "components/ui"],
  ["components", "components"],
  ["client", "lib/client"],
  ["schemas", "lib/schemas"],
  ["policies", "lib/policies"],
  ["markdown", "lib/markdown"],
  ["http", "lib/server/http"],
  ["openapi", "lib/server/openapi"],
  ["features", "lib/server/(users|posts|pictures|feeds|export|health)"],
  ["auth", "lib/server/auth"],
  ["sessions", "lib/server/sessions"],
  ["primitives", "lib/server/(passwords|tokens|limits|mail)"],
  ["db", "lib/server/(db|generated)"],
  ["log", "lib/server/log"],
  ["request", "lib/server/request"],
  ["helpers", "lib/server"],
  ["shared", "lib"],
  ["server", "server"],
  ["scripts", "(scripts|prisma)"],
];

/** What all server code may import besides the layers below it. */
const BASE = ["log", "request", "helpers", "shared", "schemas"];

/** The layers that each layer may import. Every layer may import itself. */
const MAY_IMPORT = {
  api: ["http", "openapi", "features", "auth", "sessions", "helpers", "schemas"],
  files: [],
  pages: ["files", "components", "ui", "features", "request", "helpers", "schemas"],
  components: ["ui", "client", "policies", "markdown", "schemas"],
  ui: [],
  client: ["policies", "schemas"],
  server: ["http", "primitives", "db", ...BASE],
  scripts: ["features", "auth", "sessions", "primitives", "db", ...BASE],
  openapi: ["http", "schemas"],
  http: ["auth", "sessions", ...BASE],
  features: ["features", "auth", "sessions", "primitives", "db", "policies", "markdown", ...BASE],
  auth: ["sessions", "primitives", ...BASE],
  sessions: ["primitives", "db", ...BASE],
  primitives: ["db", ...BASE],
  db: ["db", ...BASE],
  log: ["request", "helpers", "shared", "schemas"],
  request: ["helpers", "shared", "schemas"],
  helpers: ["shared", "schemas"],
  policies: ["schemas"],
  schemas: [],
  markdown: [],
  shared: [],
};

const SERVER_LAYERS = ["openapi", "features", "auth", "sessions", "primitives", "db", "log", "helpers"];

const layer = (...types) => ({ element: { type: types } });
const file = (...categories) => ({ file: { categories } });
const packages = (...source) => ({ module: { source } });
const OWN_FOLDER = { dependency: { relationship: { to: "internal" } } };

/** The last policy that matches an import decides. */
const POLICIES = [
  { allow: { to: { module: { origin: ["external", "core"] } } } },
  ...Object.entries(MAY_IMPORT).map(([from, to]) => ({ from: layer(from), allow: { to: layer(...to) } })),

  {
    from: layer("api", "pages"),
    disallow: { to: layer("features", "sessions") },
    message: "Only services decide: call a service.",
  },
  { from: layer("api", "pages"), allow: { to: { ...layer("features", "sessions"), ...file("service") } } },
  {
    from: layer("features", "auth", "sessions", "primitives"),
    disallow: { to: layer("db") },
    message: "Only stores touch the database.",
  },
  {
    from: file("store"),
    disallow: { to: layer("features", "auth", "sessions", "primitives", "policies") },
    message: "A store queries the database and holds no rules.",
  },
  { from: file("store"), allow: { to: layer("db") } },
  { disallow: { to: file("store") }, message: "A store belongs to the services of its own folder." },
  // A mail is stored in the transaction of what it is about.
  { from: file("store"), allow: { to: { file: { path: ["**/mail/outbox-store.ts", "**/mail/mail.ts"] } } } },
  // Pages say whether the site can send mail.
  { from: layer("pages"), allow: { to: { file: { path: "**/mail/mail.ts" } } } },
  { allow: OWN_FOLDER },
  {
    from: file("store", "view"),
    disallow: { to: file("service") },
    message: "Stores and views hold no rules: services call them.",
  },
  {
    from: file("view"),
    disallow: { to: file("store"), dependency: { kind: "value" } },
    message: "A view shapes rows and loads none.",
  },
  {
    from: layer("pages", "components", "ui", "client", "schemas", "policies"),
    disallow: { to: file("environment") },
    message: "Settings belong to the server.",
  },
  // The version in the API document is the one of package.json.
  { from: layer("openapi"), allow: { to: file("manifest") } },

  {
    from: { element: { type: "!(db)" } },
    disallow: { to: packages("@prisma/**", "prisma", "better-sqlite3") },
    message: "Only lib/server/db knows the database driver.",
  },
  {
    from: layer(...SERVER_LAYERS),
    disallow: { to: packages("next", "react") },
    message: "Only the HTTP layer knows the framework.",
  },
  // Next.js lets route handlers set cookies only through next/headers.
  { from: { file: { path: "**/auth/refresh-cookie.ts" } }, allow: { to: packages("next") } },
  {
    from: layer("schemas", "policies"),
    disallow: { to: { module: { origin: ["external", "core"], source: "!(zod)" } } },
    message: "Schemas and policies run in every environment: zod or nothing.",
  },
];

export const layers = {
  settings: {
    "boundaries/root-path": import.meta.dirname,
    "boundaries/legacy-templates": false,
    "boundaries/elements": LAYERS.map(([type, pattern]) => ({ type, pattern, partialMatch: false })),
    "boundaries/files": [
      { category: "store", pattern: "lib/server/**/*-store.ts" },
      { category: "service", pattern: "lib/server/**/*-service.ts" },
      { category: "view", pattern: "lib/server/**/*-view.ts" },
      { category: "environment", pattern: "lib/env.ts" },
      { category: "manifest", pattern: "package.json" },
    ],
  },
  rules: {
    "boundaries/no-unknown-files": "error",
    "boundaries/dependencies": [
      "error",
      {
        default: "disallow",
        checkAllOrigins: true,
        checkUnknownLocals: true,
        checkInternals: true,
        policies: POLICIES,
      },
    ],
  },
};
