import { beforeAll, describe, expect, it } from "vitest";
import { call, type Answer } from "../../support/call";
import { execute } from "../../support/database";
import { provideOwnInkwell } from "../../support/inkwell";
import { logOf } from "../../support/log";
import { expectProblem, textWithoutId } from "../../support/problems";
import { newUser, PASSWORD, signUp } from "../../support/users";

// A real internal error: the table is missing.
const server = provideOwnInkwell({ mayLogErrors: true });
let token: string;
let email: string;

beforeAll(async () => {
  ({ token, email } = await signUp(server));
  await execute(server, "ALTER TABLE users RENAME TO elsewhere");
});

const REQUESTS: [string, () => Promise<Answer>][] = [
  ["POST /api/users", () => call(server, "POST", "/api/users", { json: newUser() })],
  [
    "POST /api/users/token",
    () => call(server, "POST", "/api/users/token", { form: { username: email, password: PASSWORD } }),
  ],
  ["GET /api/users/me", () => call(server, "GET", "/api/users/me", { token })],
  ["GET /api/users/1", () => call(server, "GET", "/api/users/1")],
];

describe.each(REQUESTS)("%s", (_what, send) => {
  it("responds to an internal error with 500 and a constant body", async () => {
    const answer = await send();
    expectProblem(answer, "internal-error");
    expect(textWithoutId(answer)).toBe(textWithoutId(await call(server, "GET", "/api/users/2")));
    expect(answer.text).not.toMatch(/users|elsewhere|sql|prisma|P20|table|\.db|\.ts|node_modules|\bat /i);
  });

  it("logs the cause of an internal error with the request id", async () => {
    expect(logOf(server, await send())).toEqual([
      {
        level: "error",
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        message: "Unexpected error",
        request_id: expect.any(String),
        address: "127.0.0.1",
        method: expect.stringMatching(/^(GET|POST)$/),
        path: expect.stringMatching(/^\/api\/users/),
        cause: expect.stringMatching(/does not exist|no such table/),
      },
    ]);
  });
});

it("logs no error for invalid requests", async () => {
  const answers = await Promise.all([
    call(server, "POST", "/api/users", { json: {} }),
    call(server, "GET", "/api/users/me", { token: "no-such-token" }),
    call(server, "GET", "/api/nothing"),
    call(server, "DELETE", "/api/users/me"),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([422, 401, 404, 405]);
  expect(answers.flatMap((answer) => logOf(server, answer))).toEqual([]);
});

it("responds normally again once the cause of an internal error is gone", async () => {
  await execute(server, "ALTER TABLE elsewhere RENAME TO users");
  expect((await call(server, "GET", "/api/users/me", { token })).status).toBe(200);
});
