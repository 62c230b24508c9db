import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { provideInkwell } from "../support/inkwell";
import { ROOT, runProgram } from "../support/process";

const server = provideInkwell();

/** The shell commands of the README that speak to a running site. */
function readCommands(): string {
  const readme = readFileSync(path.join(ROOT, "README.md"), "utf8");
  const blocks = [...readme.matchAll(/```bash\n(.*?)```/gs)].map(([, block = ""]) => block);
  return blocks.filter((block) => block.includes("curl ")).join("\n");
}

it("the README's curl commands, as they stand there, go from register to a published post", async () => {
  const commands = readCommands().replaceAll("http://localhost:3000", server.url);
  // Each answer on a line of its own, the progress that curl tells to a person left out.
  const script = `set -e; curl() { command curl --silent --show-error "$@"; echo; }\n${commands}`;
  const { code, output } = await runProgram("bash", ["-c", script]);
  expect(code, output).toBe(0);

  const ada = { id: 1, username: "Ada", image_file: null, image_path: "/images/default-avatar.svg" };
  const account = { ...ada, email: "ada@example.com" };
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
      author: ada,
    },
  ]);
});
