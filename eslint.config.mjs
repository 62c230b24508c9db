import { defineConfig, globalIgnores } from "eslint/config";
import comments from "@eslint-community/eslint-plugin-eslint-comments/configs";
import nextVitals from "eslint-config-next/core-web-vitals";
import nextTypeScript from "eslint-config-next/typescript";
import { createTypeScriptImportResolver } from "eslint-import-resolver-typescript";
import boundaries from "eslint-plugin-boundaries";
import { importX } from "eslint-plugin-import-x";
import tseslint from "typescript-eslint";
import { layers } from "./eslint.layers.mjs";

const TESTS = ["tests/**", "**/*.test.{ts,tsx}"];
const READ_ENV = "Only lib/env.ts reads the environment.";

const SYNTAX = [
  {
    selector: "ExportAllDeclaration, ExportNamedDeclaration[source]",
    message: "No barrels: import from the file that defines it.",
  },
  {
    selector: "ImportExpression:not([source.type='Literal'])",
    message: "Import a literal path, so that the layers can be checked.",
  },
];
const NO_TRY = { selector: "TryStatement", message: "Throw: defineRoute turns every error into a response." };
const SERVER_ONLY_FIRST = {
  // Without it, a server file that a client component imports by mistake reaches the browser.
  selector: "Program > :first-child:not(ImportDeclaration[source.value='server-only'])",
  message: 'A file in lib/server starts with: import "server-only";',
};

export default defineConfig([
  // tests/generated-client has types only while its test runs, which type-checks it.
  globalIgnores([
    ".next/**",
    "next-env.d.ts",
    "lib/server/generated/**",
    "tests/.output/**",
    "tests/generated-client/**",
  ]),
  nextVitals,
  nextTypeScript,
  comments.recommended,
  {
    name: "everywhere",
    plugins: { "import-x": importX },
    linterOptions: { reportUnusedDisableDirectives: "error", reportUnusedInlineConfigs: "error" },
    settings: {
      // Without the extensions and parsers, no-cycle cannot read TypeScript and finds nothing.
      ...importX.flatConfigs.typescript.settings,
      "import-x/resolver-next": [createTypeScriptImportResolver({ alwaysTryTypes: true })],
    },
    rules: {
      // Next.js enables six accessibility rules of this plugin; the site aims at WCAG 2.2 AA.
      ...nextVitals[0].plugins["jsx-a11y"].flatConfigs.recommended.rules,
      "@eslint-community/eslint-comments/require-description": "error",
      "import-x/no-cycle": ["error", { ignoreExternal: true }],
      "import-x/no-self-import": "error",
      "import-x/no-duplicates": "error",
      "import-x/no-default-export": "error",
      "max-lines": ["error", { max: 200 }],
      "no-restricted-syntax": ["error", ...SYNTAX],
      "no-restricted-imports": ["error", "node:process", "process"],
      "no-restricted-properties": [
        "error",
        { object: "process", property: "env", message: READ_ENV },
        { object: "globalThis", property: "process", message: READ_ENV },
        {
          // On SQLite, queries of other requests would join the transaction and be rolled back with it.
          property: "$transaction",
          message: "Use executeAll of lib/server/db/statements.ts or one conditional statement.",
        },
      ],
      eqeqeq: "error",
    },
  },
  {
    name: "typescript",
    files: ["**/*.{ts,tsx}"],
    extends: [tseslint.configs.recommendedTypeCheckedOnly],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-import-type-side-effects": "error",
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      // React ignores the promises that event handlers return; a `void` in each handler would say no more.
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
      // A service keeps its async signature even while it awaits nothing.
      "@typescript-eslint/require-await": "off",
      // The project has no enums, and const enums of packages cannot be named under isolatedModules.
      "@typescript-eslint/no-unsafe-enum-comparison": "off",
    },
  },
  {
    name: "layers",
    files: ["**/*.{ts,tsx}"],
    ignores: [...TESTS, "*.ts"],
    plugins: { boundaries },
    ...layers,
  },
  {
    name: "routes",
    files: ["app/api/**/route.ts"],
    rules: { "max-lines": ["error", { max: 40 }], "no-restricted-syntax": ["error", ...SYNTAX, NO_TRY] },
  },
  {
    name: "server-only",
    files: ["lib/server/**/*.ts"],
    ignores: [...TESTS, "**/*.d.ts"],
    rules: { "no-restricted-syntax": ["error", ...SYNTAX, SERVER_ONLY_FIRST] },
  },
  {
    // The server writes to its log; messages for people belong on the page.
    name: "no console",
    files: ["app/**", "components/**", "lib/**"],
    ignores: [...TESTS, "lib/run-command.ts"], // which prints the error of a command
    rules: { "no-console": "error" },
  },

  // Exceptions, each with its reason.
  {
    // Next.js, Vitest and the tools that own a `*.config` file load these by their default export.
    name: "exception: default exports",
    files: [
      "app/**/{page,layout,template,loading,error,global-error,not-found,default}.tsx",
      "app/**/{icon,apple-icon,opengraph-image,twitter-image}.tsx",
      "app/**/{sitemap,robots,manifest}.ts",
      "*.config.{ts,mjs}",
      "tests/support/closing-line-reporter.ts",
    ],
    rules: { "import-x/no-default-export": "off", "import/no-anonymous-default-export": "off" },
  },
  {
    // These load or preset the settings before lib/env.ts validates them; tests pass their own to child processes.
    name: "exception: environment",
    files: [
      "lib/env.ts",
      "next.config.ts",
      "prisma.config.ts",
      "vitest.config.ts",
      "lib/load-env.ts",
      "server/production.ts",
      ...TESTS,
    ],
    rules: { "no-restricted-properties": "off", "no-restricted-imports": "off" },
  },
  {
    // Parsed JSON is `any`; comparing a whole response with the expected value checks its type.
    name: "exception: any in tests",
    files: TESTS,
    rules: {
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-return": "off",
      "@typescript-eslint/restrict-template-expressions": "off",
    },
  },
  {
    // `useInkwell` and the like register Vitest's hooks; tests contain no React components.
    name: "exception: Vitest hooks",
    files: ["tests/**"],
    rules: { "react-hooks/rules-of-hooks": "off" },
  },
]);
