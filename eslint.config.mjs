import { defineConfig, globalIgnores } from "eslint/config";
import nextVitals from "eslint-config-next/core-web-vitals";
import nextTypeScript from "eslint-config-next/typescript";
import { createTypeScriptImportResolver } from "eslint-import-resolver-typescript";
import { importX } from "eslint-plugin-import-x";
import tseslint from "typescript-eslint";
import { floorsRule } from "./eslint.floors-rule.mjs";
import { FLOORS } from "./eslint.floors.mjs";

const TESTS = ["tests/**", "**/*.test.{ts,tsx}"];

/** Makes a rule that reports every node of a selector (https://eslint.org/docs/latest/extend/selectors). */
function forbid(selector, message) {
  const create = (context) => ({ [selector]: (node) => context.report({ node, message }) });
  return { meta: { type: "problem", schema: [] }, create };
}

/** A file that only passes on what others export hides who depends on whom. */
const noBarrelRule = {
  meta: { type: "problem", schema: [] },
  create: (context) => ({
    Program(program) {
      const statements = program.body.filter((statement) => statement.directive === undefined);
      const exports = statements.filter((statement) => statement.type !== "ImportDeclaration");
      const passesOn = (e) => e.type === "ExportNamedDeclaration" && e.declaration === null;
      const isBarrel = exports.some(passesOn) && exports.every((e) => passesOn(e) && e.specifiers.length > 0);
      if (!isBarrel && !/[\\/]index\.[cm]?[jt]sx?$/.test(context.filename)) return;
      context.report({ node: program, message: "No barrels: import from the file that defines it." });
    },
    ExportAllDeclaration: (node) => context.report({ node, message: "No barrels: name what is exported." }),
  }),
};

const describedDirectivesRule = {
  meta: { type: "problem", schema: [] },
  create: (context) => ({
    Program() {
      for (const { value, loc } of context.sourceCode.getAllComments()) {
        const isDirective = /^\s*eslint(-enable|-disable(-next-line|-line)?)?(\s|$)/.test(value);
        const isDescribed = /\s--+\s+\S/.test(value) && !/^\s*eslint-\S+\s+--/.test(value);
        if (!isDirective || isDescribed) continue;
        // Column -1 lies before the comment, so that the comment cannot silence this report about itself.
        const start = { line: loc.start.line, column: -1 };
        const message = "Name the rule, and say why after ` -- `.";
        context.report({ loc: { start, end: loc.end }, message });
      }
    },
  }),
};

const house = {
  rules: {
    floors: floorsRule,
    "no-barrel": noBarrelRule,
    // Without it, a server file that a client component imports by mistake goes to the browser in silence.
    "server-only-first": forbid(
      "Program > :first-child:not(ImportDeclaration[source.value='server-only'])",
      'A file of lib/server begins with: import "server-only";',
    ),
    "no-try": forbid("TryStatement", "Throw: defineRoute answers for every error."),
    "described-directives": describedDirectivesRule,
    // On SQLite, queries of other requests would run inside it and be undone with it (docs/decisions/0004).
    "no-prisma-transaction": forbid(
      "CallExpression:matches([callee.property.name='$transaction'], [callee.property.value='$transaction'])",
      "Use executeAll of lib/server/db/statements.ts, or one conditional statement.",
    ),
  },
};

const ENVIRONMENT = "Only lib/env.ts reads the environment.";
const GLOBAL_PROCESS_ENV = "MemberExpression[property.name='env'][object.property.name='process']";

export default defineConfig([
  // The types of tests/generated-client are there only while its test runs, which checks them.
  globalIgnores([".next/**", "next-env.d.ts", "lib/server/generated/**", "tests/generated-client/**"]),
  nextVitals,
  nextTypeScript,
  {
    name: "house/everywhere",
    plugins: { house, "import-x": importX },
    linterOptions: { reportUnusedDisableDirectives: "error", reportUnusedInlineConfigs: "error" },
    settings: {
      // Without the extensions and parsers, no-cycle takes TypeScript for something it cannot read and finds nothing.
      ...importX.flatConfigs.typescript.settings,
      "import-x/resolver-next": [createTypeScriptImportResolver({ alwaysTryTypes: true })],
    },
    rules: {
      // Next brings six accessibility rules of this plugin; the site aims at WCAG 2.2 AA.
      ...nextVitals[0].plugins["jsx-a11y"].flatConfigs.recommended.rules,
      "house/no-barrel": "error",
      "house/described-directives": "error",
      "house/no-prisma-transaction": "error",
      "import-x/no-cycle": ["error", { ignoreExternal: true }],
      "import-x/no-self-import": "error",
      "import-x/no-duplicates": "error",
      "import-x/no-default-export": "error",
      "max-lines": ["error", { max: 200 }],
      "no-restricted-properties": ["error", { object: "process", property: "env", message: ENVIRONMENT }],
      "no-restricted-syntax": ["error", { selector: GLOBAL_PROCESS_ENV, message: ENVIRONMENT }],
      "no-restricted-imports": ["error", "node:process", "process"],
      eqeqeq: "error",
    },
  },
  {
    name: "house/typescript",
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
      // React hands event handlers' promises back to nobody; `void` in each of them would say no more.
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
      // An async signature promises a shape: a service that needs no await today keeps it.
      "@typescript-eslint/require-await": "off",
      // The house has no enums, and the const enums of packages cannot be named where files compile one by one.
      "@typescript-eslint/no-unsafe-enum-comparison": "off",
    },
  },

  ...FLOORS.map((floor) => ({
    name: `house/floor: ${floor.name}`,
    files: floor.files,
    ignores: TESTS,
    rules: { "house/floors": ["error", floor] },
  })),
  {
    name: "house/routes",
    files: ["app/api/**/route.ts"],
    rules: { "max-lines": ["error", { max: 40 }], "house/no-try": "error" },
  },
  {
    name: "house/server-only",
    files: ["lib/server/**/*.ts"],
    ignores: [...TESTS, "**/*.d.ts"], // they declare, and nothing of them is loaded
    rules: { "house/server-only-first": "error" },
  },
  {
    // What the server has to say goes through its log; what a person should see goes on the page.
    name: "house/no-console",
    files: ["app/**", "components/**", "lib/**"],
    ignores: TESTS,
    rules: { "no-console": "error" },
  },

  // The exceptions, each with its reason.
  {
    // Next finds these files by their default export, as do the tools that own a `*.config` file, and Vitest a reporter.
    name: "house/exception: default exports",
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
    // lib/env.ts checks the settings; what loads or presets them, for Prisma and the scripts, works before it can;
    // tests hand an environment of their own to the processes that they start.
    name: "house/exception: the environment",
    files: ["lib/env.ts", "prisma.config.ts", "lib/load-env.ts", "server/production.ts", ...TESTS],
    rules: {
      "no-restricted-properties": "off",
      "no-restricted-syntax": "off",
      "no-restricted-imports": "off",
    },
  },
  {
    // An answer's JSON is `any`, and comparing it whole with what was expected is the check of its type.
    name: "house/exception: tests judge values of any type",
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
    // `useInkwell` and its like register Vitest's hooks; nothing in tests/ is a React component.
    name: "house/exception: hooks that are Vitest's",
    files: ["tests/**"],
    rules: { "react-hooks/rules-of-hooks": "off" },
  },
]);
