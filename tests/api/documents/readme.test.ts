import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { toInitialsPath } from "@/lib/schemas/initials";
import { provideOwnInkwell, type Inkwell } from "../../support/inkwell";
import { ROOT, runProgram } from "../../support/process";
import { renew, statusOf } from "../../support/sessions";

/** Returns the README's examples in a language that call the API, for the site at `origin`. */
function readExamples(language: string, origin: string): string {
  const readme = readFileSync(path.join(ROOT, "README.md"), "utf8");
  const blocks = [...readme.matchAll(/```(\w+)\n(.*?)```/gs)];
  const examples = blocks.filter(([, name, block = ""]) => name === language && block.includes("/api"));
  return examples.map(([, , block = ""]) => block.replaceAll("http://localhost:3000", origin)).join("\n");
}

// CI must have requests (.ci/run installs it), so there the test fails instead of being skipped.
const hasRequests =
  process.env["CI"] === "true" || spawnSync("python3", ["-c", "import requests"]).status === 0;
const requests = hasRequests ? "" : " (skipped: python3 cannot import requests)";

/** The response to a login or renewal with a refresh token. */
const PAIR = {
  access_token: expect.any(String) as unknown,
  token_type: "bearer",
  expires_in: 1800,
  refresh_token: expect.stringMatching(/^[\w-]{64}$/) as unknown,
  scope: "offline_access",
};

/** Expects that the last line of the example, which prints nothing, has ended the session. */
async function expectLoggedOut(server: Inkwell, pair: string): Promise<void> {
  const tokens = JSON.parse(pair) as { access_token: string; refresh_token: string };
  expect(await statusOf(server, tokens.access_token)).toBe(401);
  expect((await renew(server, tokens.refresh_token)).status).toBe(400);
}

describe.each([
  // Prints each response on a line of its own, without curl's progress.
  ["bash", "bash", ["-c"], 'set -e; curl() { command curl --silent --show-error "$@"; echo; }\n'],
  [
    "js",
    process.execPath,
    ["--input-type=module", "--eval"],
    "console.log = (value) => console.info(JSON.stringify(value));\n",
  ],
  ["python", "python3", ["-c"], ""],
])("the README's example in %s", (language, command, args, prelude) => {
  const server = provideOwnInkwell();

  it.skipIf(language === "python" && !hasRequests)(
    `runs unchanged from registration to a published post${language === "python" ? requests : ""}`,
    async () => {
      const example = readExamples(language, server.url);
      const { code, output } = await runProgram(command, [...args, prelude + example]);
      expect(code, output).toBe(0);

      const grace = { id: 1, username: "Grace", image_file: null, image_path: toInitialsPath("Grace") };
      const account = { ...grace, email: "grace@example.org", email_verified: false, pending_email: null };
      const answers = output.split("\n").filter((line) => line.startsWith("{"));
      expect(answers.map((line): unknown => JSON.parse(line))).toEqual([
        account,
        account,
        {
          id: 1,
          title: "Notes",
          content: "The first of many.",
          user_id: 1,
          date_posted: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
          date_edited: null,
          author: grace,
        },
        ...(language === "bash" ? [PAIR] : []),
      ]);
      if (language === "bash") await expectLoggedOut(server, String(answers.at(-1)));
    },
  );
});
