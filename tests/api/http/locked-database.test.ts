import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { call } from "../../support/call";
import { lockDatabase, readUserRows } from "../../support/database";
import { provideOwnInkwell } from "../../support/inkwell";
import { ON_POSTGRES } from "../../support/own-database";
import { expectProblem } from "../../support/problems";
import { newUser, signUp } from "../../support/users";

// PostgreSQL does not say that a statement waits for a lock: Inkwell logs that it took too long.
const server = provideOwnInkwell({ mayLogErrors: ON_POSTGRES });
let token: string;
let unlock: () => Promise<void>;

beforeAll(async () => {
  ({ token } = await signUp(server));
});

// A backup or a migration takes this lock, which every write needs.
beforeEach(async () => {
  unlock = await lockDatabase(server);
});
afterEach(() => unlock());

it("writes wait while another process writes, and reads continue", async () => {
  let written = 0;
  const registrations = Array.from({ length: 8 }, () =>
    call(server, "POST", "/api/users", { json: newUser() }).finally(() => (written += 1)),
  );
  await sleep(500); // until some of them wait for the lock
  for (let read = 0; read < 2; read += 1) {
    expect((await call(server, "GET", "/api/users/me", { token })).status).toBe(200);
    expect((await call(server, "GET", "/api/health")).status).toBe(200);
  }
  expect(written).toBe(0);

  await unlock();
  const statuses = (await Promise.all(registrations)).map(({ status }) => status);
  expect(statuses).toEqual(Array(8).fill(201));
});

it("a write that waits longer than 5 s gets 503 and stores nothing", async () => {
  const user = newUser();
  expectProblem(await call(server, "POST", "/api/users", { json: user }), "overloaded");

  await unlock();
  expect((await readUserRows(server)).map(({ email }) => email)).not.toContain(user.email);
  expect((await call(server, "POST", "/api/users", { json: user })).status).toBe(201);
});
