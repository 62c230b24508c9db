import { describe, expect, it } from "vitest";
import { call } from "../../support/call";
import { readUserRow, readUserRows } from "../../support/database";
import { provideInkwell } from "../../support/inkwell";
import { openRequest } from "../../support/open-request";
import { expectProblem, faultOf } from "../../support/problems";
import { newUser } from "../../support/users";

// Few enough to have their turns within five seconds on a slow machine.
const AT_ONCE = 20;
const server = provideInkwell();

const USERNAME_FAULT = faultOf("username", "username-taken", "Username already exists");
const EMAIL_FAULT = faultOf("email", "email-taken", "Email already registered");

const RACES = {
  username: {
    code: "username-taken",
    faults: [USERNAME_FAULT],
    entries: () => newUser({ username: "Racer" }),
  },
  email: {
    code: "email-taken",
    faults: [EMAIL_FAULT],
    entries: () => newUser({ email: "racer@example.com" }),
  },
  "account in other cases": {
    code: "username-taken",
    faults: [USERNAME_FAULT, EMAIL_FAULT],
    entries: (index: number) =>
      newUser({
        username: ["Straßenrennen", "STRASSENRENNEN", "strassenrennen"][index % 3] ?? "",
        email: ["sprinter@example.com", "Sprinter@Example.com"][index % 2] ?? "",
      }),
  },
} as const;

/** Registers all at once: every request waits for its last byte until the server has the rest of all. */
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
  `of ${AT_ONCE} registrations at once for one %s`,
  (_what, { code, faults, entries }) => {
    it("one gets 201 and the others 409, and one row is stored", async () => {
      const answers = await registerAtOnce(Array.from({ length: AT_ONCE }, (_, index) => entries(index)));
      const created = answers.filter(({ status }) => status === 201);
      expect(created).toHaveLength(1);
      for (const answer of answers.filter(({ status }) => status !== 201)) {
        expectProblem(answer, code, { errors: faults });
      }
      const known = (await readUserRows(server)).map(({ username }) => username.toLowerCase());
      const { id, username } = created[0]?.body as { id: number; username: string };
      expect(await readUserRow(server, id)).toMatchObject({ username });
      expect(known.filter((name) => name === username.toLowerCase())).toHaveLength(1);
    }, 120_000);
  },
);

it("registrations at once for different names all get 201, each its own id", async () => {
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => call(server, "POST", "/api/users", { json: newUser() })),
  );
  expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(201));
  expect(new Set(answers.map(({ body }) => (body as { id: number }).id)).size).toBe(10);
});
