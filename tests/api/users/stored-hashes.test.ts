import { hash } from "@node-rs/argon2";
import { beforeAll, describe, expect, it } from "vitest";
import { call } from "../../support/call";
import { readUserRow, execute } from "../../support/database";
import { provideInkwell } from "../../support/inkwell";
import { expectProblem, textWithoutId } from "../../support/problems";
import { logIn, PASSWORD, addUser, type TestUser } from "../../support/users";

const server = provideInkwell();
const FULL = /^\$argon2id\$v=19\$m=65536,t=3,p=4\$[\w+/]{22}\$[\w+/]{43}$/;
const SALT_AND_TAG = "YWFhYWFhYWFhYWFhYWFhYQ$YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE";

let user: TestUser;

beforeAll(async () => {
  user = await addUser(server);
});

const storeHash = (passwordHash: string) =>
  execute(server, "UPDATE users SET password_hash = ? WHERE id = ?", passwordHash, user.id);
const storedHash = async () => (await readUserRow(server, user.id))?.password_hash;
const logInWith = (username: string, password: string) =>
  call(server, "POST", "/api/users/token", { form: { username, password } });

describe("a hash of weaker parameters", () => {
  it.each([
    ["less memory", { memoryCost: 19_456, timeCost: 3, parallelism: 4 }],
    ["fewer passes", { memoryCost: 65_536, timeCost: 1, parallelism: 4 }],
  ])("(%s) is replaced by a successful login", async (_what, cost) => {
    await storeHash(await hash(PASSWORD, cost));
    await logIn(server, user);
    expect(await storedHash()).toMatch(FULL);
    await logIn(server, user);
  });

  it("is kept when the login fails", async () => {
    const weak = await hash(PASSWORD, { memoryCost: 64, timeCost: 1, parallelism: 1 });
    await storeHash(weak);
    expectProblem(await logInWith(user.email, "another canary"), "invalid-credentials");
    expect(await storedHash()).toBe(weak);
  });
});

it("a hash of the current parameters is kept by a login", async () => {
  const today = await hash(PASSWORD, { memoryCost: 65_536, timeCost: 3, parallelism: 4 });
  await storeHash(today);
  await logIn(server, user);
  expect(await storedHash()).toBe(today);
});

describe("a login against an unusable stored hash", () => {
  let textOfUnknown: string;

  beforeAll(async () => {
    textOfUnknown = textWithoutId(await logInWith("nobody@example.com", PASSWORD));
  });

  it.each([
    ["8 GiB of memory", `$argon2id$v=19$m=8388608,t=1,p=1$${SALT_AND_TAG}`],
    ["a thousand passes of 8 GiB in 64 lanes", `$argon2id$v=19$m=8388608,t=1000,p=64$${SALT_AND_TAG}`],
    ["the largest numbers", `$argon2id$v=19$m=4294967295,t=4294967295,p=16777215$${SALT_AND_TAG}`],
    ["another version", `$argon2id$v=99$m=65536,t=3,p=4$${SALT_AND_TAG}`],
    ["another kind of argon2", `$argon2i$v=19$m=65536,t=3,p=4$${SALT_AND_TAG}`],
    ["another function", "$2b$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW"],
    ["no tag", "$argon2id$v=19$m=65536,t=3,p=4$YWFhYWFhYWFhYWFhYWFhYQ"],
    ["megabytes", "$argon2id$".repeat(200_000)],
    ["garbage", "correct horse"],
    ["nothing", ""],
  ])("responds as to a wrong password and keeps the hash: %s", async (_what, passwordHash) => {
    await storeHash(passwordHash);
    const answer = await logInWith(user.email, PASSWORD);
    expectProblem(answer, "invalid-credentials", { detail: "Incorrect email or password" });
    expect(textWithoutId(answer)).toBe(textOfUnknown);
    expect(await storedHash()).toBe(passwordHash);
  });

  it("rejects a password that equals the stored text", async () => {
    await storeHash("plain text");
    expect((await logInWith(user.email, "plain text")).status).toBe(401);
    server.secrets.delete("plain text"); // the test itself stored it
  });
});
