import path from "node:path";
import { configDefaults, defineConfig } from "vitest/config";

const BUILD = "./tests/support/build.ts";
const POSTGRES = "./tests/support/postgres.ts";
const SHARED_INKWELL = "./tests/support/shared-inkwell.ts";
const INSTALL_BROWSER = "./tests/support/install-browser.ts";

/** The server of the databases of `npm run test:postgres`; SQLite needs none. */
const DATABASE_SERVER = process.env["INKWELL_TEST_DATABASE"] === "postgresql" ? [POSTGRES] : [];

const VERCEL = "tests/deploy/vercel.test.ts";

/** Unit tests of what runs on PostgreSQL alone. */
const NEEDS_POSTGRES = "**/*.postgres.test.ts";

/** Tests in `tests/faults` that measure times or memory, for which they need the machine for themselves. */
const TIMED = "tests/faults/*.timed.test.ts";

/** Settings of their own, whatever this machine's are; and no database but one that a test makes for itself. */
const UNIT_TEST_SETTINGS = {
  SECRET_KEY: "for-unit-tests-and-of-no-use-elsewhere",
  ALGORITHM: "HS256",
  ACCESS_TOKEN_EXPIRE_MINUTES: "30",
  LOG_LEVEL: "info",
  DATABASE_URL: "file:./package.json/no-such-database",
};

export default defineConfig({
  resolve: {
    alias: {
      "@": import.meta.dirname,
      // Its real entry throws outside React's server build, and tests of server code run outside it.
      "server-only": path.join(import.meta.dirname, "node_modules/server-only/empty.js"),
    },
  },
  test: {
    reporters: ["default", "./tests/support/closing-line-reporter.ts"],
    pool: "forks",
    // Chromium, the server and argon2 share the machine with the tests; more workers make them wait for each other.
    maxWorkers: 2,
    restoreMocks: true,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          // Threads start faster than processes: a fifth of the project's processor time.
          pool: "threads",
          include: [
            "{app,lib,components,server,scripts,prisma,tests/lint,tests/support}/**/*.test.{ts,tsx}",
            "*.test.ts",
          ],
          exclude: [...configDefaults.exclude, NEEDS_POSTGRES],
          setupFiles: ["./tests/support/fail-on-console.ts"],
          env: UNIT_TEST_SETTINGS,
          // Loading ESLint or trying every code point takes seconds on a busy machine.
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: "postgres",
          include: [`{lib,server,scripts,tests/support}/${NEEDS_POSTGRES}`],
          globalSetup: [POSTGRES],
          env: UNIT_TEST_SETTINGS,
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: "api",
          include: ["tests/api/**/*.test.ts"],
          globalSetup: [BUILD, ...DATABASE_SERVER, SHARED_INKWELL],
          // The files change nothing of their process, and loading the support modules once per worker saves a second each.
          isolate: false,
          testTimeout: 30_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          include: ["tests/browser/**/*.test.ts"],
          globalSetup: [BUILD, ...DATABASE_SERVER, SHARED_INKWELL, INSTALL_BROWSER],
          // Files share the browser of their worker, so they share its modules.
          isolate: false,
          // A test visits several pages, and a busy machine takes seconds for each.
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          // Only for `npm run test:deploy`: what the guides in docs/deploy say.
          name: "deploy",
          include: ["tests/deploy/**/*.test.ts"],
          exclude: [...configDefaults.exclude, VERCEL],
          globalSetup: [BUILD],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          // Only for `npm run test:vercel`: it installs the command line of Vercel and makes a build of its own, in two minutes.
          name: "vercel",
          include: [VERCEL],
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: {
          // Only for `npm run test:faults`: broken machinery. The tests mostly wait, so two files run side by side.
          name: "faults",
          include: ["tests/faults/**/*.test.ts"],
          exclude: [...configDefaults.exclude, TIMED],
          globalSetup: [BUILD],
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          // Only for `npm run test:faults`: minutes of load. Measured times need an otherwise idle machine.
          name: "faults-timed",
          include: [TIMED],
          globalSetup: [BUILD],
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
