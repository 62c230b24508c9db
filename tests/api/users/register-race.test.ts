import { describe, expect, it } from "vitest";
import { call } from "../../support/call";
import { readUserRow, readUserRows } from "../../support/database";
import { provideInkwell } from "../../support/inkwell";
import { openRequest } from "../../support/open-request";
import { expectProblem, fieldErrorOf } from "../../support/problems";
import { newUser } from "../../support/users";

// Few enough for a slow machine to process within five seconds.
const AT_ONCE = 20;
const server = provideInkwell();

const USERNAME_TAKEN = fieldErrorOf("username", "username-taken", "Username already exists");
const EMAIL_TAKEN = fieldErrorOf("email", "email-taken", "Email already registered");

const RACES = {
  username: {
    code: "username-taken",
    errors: [USERNAME_TAKEN],
    entries: () => newUser({ username: "Racer" }),
  },
  email: {
    code: "email-taken",
    errors: [EMAIL_TAKEN],
    entries: () => newUser({ email: "racer@example.com" }),
  },
  "account in other cases": {
    code: "username-taken",
    errors: [USERNAME_TAKEN, EMAIL_TAKEN],
    entries: (index: number) =>
      newUser({
        username: ["Straßenrennen", "STRASSENRENNEN", "strassenrennen"][index % 3] ?? "",
        email: ["sprinter@example.com", "Sprinter@Example.com"][index % 2] ?? "",
      }),
  },
} as const;

/** Sends the last byte of each registration only after the server has the rest of all. */
async function registerAtOnce(bodies: readonly object[]) {
  const requests = bodies.map((json) => {
    const text = Buffer.from(JSON.stringify(json));
    const open = openRequest(server, "POST", "/api/users", {
      "Content-Type": "application/json",
      "Content-Length": String(text.length),
    });
    const sent = new Promise((resolve) => open.request.write(text.subarray(0, -1), resolve));
    return { ...open, sent };
  });
  await Promise.all(requests.map(({ sent }) => sent));
  for (const { request } of requests) request.end("}");
  return Promise.all(requests.map(({ answer }) => answer));
}

describe.each(Object.entries(RACES))(
  `${AT_ONCE} concurrent registrations for one %s`,
  (_what, { code, errors, entries }) => {
    it("get 201 once and 409 otherwise, and store one row", async () => {
      const answers = await registerAtOnce(Array.from({ length: AT_ONCE }, (_, index) => entries(index)));
      const created = answers.filter(({ status }) => status === 201);
      expect(created).toHaveLength(1);
      for (const answer of answers.filter(({ status }) => status !== 201)) {
        expectProblem(answer, code, { errors });
      }
      const known = (await readUserRows(server)).map(({ username }) => username.toLowerCase());
      const { id, username } = created[0]?.body as { id: number; username: string };
      expect(await readUserRow(server, id)).toMatchObject({ username });
      expect(known.filter((name) => name === username.toLowerCase())).toHaveLength(1);
    }, 120_000);
  },
);

it("concurrent registrations of different names all get 201 and their own id", async () => {
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => call(server, "POST", "/api/users", { json: newUser() })),
  );
  expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(201));
  expect(new Set(answers.map(({ body }) => (body as { id: number }).id)).size).toBe(10);
});
