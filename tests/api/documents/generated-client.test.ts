import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import openapiTS, { astToString } from "openapi-typescript";
import { afterAll, beforeAll, expect, it } from "vitest";
import { toInitialsPath } from "@/lib/schemas/initials";
import { call } from "../../support/call";
import { readUserRows, readPostRows } from "../../support/database";
import { provideOwnInkwell } from "../../support/inkwell";
import { ROOT, runProgram } from "../../support/process";

const server = provideOwnInkwell();
const PROGRAM = path.join(ROOT, "tests/generated-client/program.ts");
let folder: string;

beforeAll(() => {
  // Inside the repository, where TypeScript finds the packages.
  const output = path.join(ROOT, "tests/.output");
  mkdirSync(output, { recursive: true });
  folder = mkdtempSync(path.join(output, "generated-client-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

it("a client program compiles against types that are generated from the API document", async () => {
  const { text } = await call(server, "GET", "/api/openapi.json");
  writeFileSync(path.join(folder, "inkwell-api.ts"), astToString(await openapiTS(text)));
  const settings = {
    extends: path.join(ROOT, "tsconfig.json"),
    compilerOptions: {
      incremental: false,
      skipLibCheck: false,
      // The packages that the client needs, and no type of this repository.
      types: ["node"],
      paths: { "inkwell-api": ["./inkwell-api.ts"] },
    },
    files: [PROGRAM],
    include: [],
  };
  const settingsFile = path.join(folder, "tsconfig.json");
  writeFileSync(settingsFile, JSON.stringify(settings));

  const tsc = path.join(ROOT, "node_modules/typescript/bin/tsc");
  const { code, output } = await runProgram(process.execPath, [tsc, "--project", settingsFile]);
  expect(output).toBe("");
  expect(code).toBe(0);
}, 120_000);

it("a client program registers, logs in, publishes, pages through posts and deletes", async () => {
  const { code, output } = await runProgram(process.execPath, ["--import", "tsx", PROGRAM, server.url]);
  expect(code, output).toBe(0);
  const ada = {
    id: 1,
    username: "Ada",
    email: "ada@example.com",
    email_verified: false,
    pending_email: null,
    image_file: null,
    image_path: toInitialsPath("Ada"),
  };
  expect(JSON.parse(output)).toEqual({
    registered: ada,
    again: [
      { pointer: "#/username", detail: "Username already exists", code: "username-taken" },
      { pointer: "#/email", detail: "Email already registered", code: "email-taken" },
    ],
    me: ada,
    pages: [["Five", "Four"], ["Three", "Two"], ["One"]],
    deleted: [204, 204, 204, 204, 204],
    gone: "post-not-found",
  });
  expect(await readUserRows(server)).toMatchObject([{ username: "Ada" }]);
  expect(await readPostRows(server)).toEqual([]);
});
