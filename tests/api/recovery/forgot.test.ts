import { expect, it } from "vitest";
import { call } from "../../support/call";
import { query } from "../../support/database";
import { provideOwnInkwell } from "../../support/inkwell";
import { LIMITED } from "../../support/limits";
import { readMailKinds, readMails, WITH_MAIL } from "../../support/mail";
import { expectProblem, fieldErrorOf } from "../../support/problems";
import { addUser, newUser } from "../../support/users";

const server = provideOwnInkwell({ env: { ...WITH_MAIL, ...LIMITED }, mayLogErrors: true });

const forget = (email: unknown, address: string, headers: Record<string, string> = {}) =>
  call(server, "POST", "/api/users/forgot-password", {
    json: { email },
    headers: { "X-Forwarded-For": address, ...headers },
  });
const countRows = async (table: string) =>
  (await query<{ count: number }>(server, `SELECT COUNT(*) AS count FROM ${table}`))[0]?.count;

it("says the same whether or not there is an account", async () => {
  const { email } = await addUser(server);
  const known = await forget(email, "192.0.2.1");
  const [mails, tokens] = [await countRows("outbox"), await countRows("account_tokens")];
  const unknown = await forget(newUser().email, "192.0.2.1");
  expect(known).toMatchObject({ status: 202, body: { detail: expect.stringContaining("30 minutes") } });
  expect({ ...unknown, requestId: "" }).toEqual({ ...known, requestId: "" });
  expect([await countRows("outbox"), await countRows("account_tokens")]).toEqual([mails, tokens]);
});

it("sends the mail to the stored address, in any case of the typed one", async () => {
  const { email, username } = await addUser(server);
  await forget(`  ${email.toUpperCase()} `, "192.0.2.2");
  expect(await readMails(server, email)).toEqual([
    { kind: "reset-password", to: email, username, token: expect.stringMatching(/^[\w-]{43}$/) },
  ]);
});

it("sends no mail to a look-alike of an address", async () => {
  const { email } = await addUser(server, newUser({ email: newUser().email.replace("user", "karl") }));
  for (const lookAlike of [email.replace("k", "\u212a"), email.replace("a", "\uff41"), `${email}\0`])
    expectProblem(await forget(lookAlike, "192.0.2.3"), "validation-error", {
      errors: [fieldErrorOf("email", "invalid-value")],
    });
  expect(await readMailKinds(server, email)).toEqual([]);
});

it.each([
  ["nothing", undefined, "required"],
  ["a number", 7, "invalid-type"],
  ["an empty text", " ", "too-short"],
  ["no address", "ada", "invalid-value"],
  ["a list", ["a@example.com"], "invalid-type"],
  ["a line break", "a@example.com\nBcc: b@example.com", "invalid-value"],
])("rejects %s instead of an address", async (_what, email, code) => {
  expectProblem(await forget(email, "192.0.2.4"), "validation-error", {
    errors: [fieldErrorOf("email", code)],
  });
});

it("a flood for one victim sends three mails, and the responses say nothing else", async () => {
  const { email } = await addUser(server);
  const answers = [];
  for (let time = 0; time < 10; time += 1) answers.push(await forget(email, `198.51.100.${time}`));
  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  expect(await readMailKinds(server, email)).toEqual(Array(3).fill("reset-password"));
});

it("many at once for one victim send three mails", async () => {
  const { email } = await addUser(server);
  await Promise.all(Array.from({ length: 20 }, (_, time) => forget(email, `198.51.100.${100 + time}`)));
  expect(await readMailKinds(server, email)).toEqual(Array(3).fill("reset-password"));
});

it("one client address may ask twenty times in an hour, for whichever account", async () => {
  for (let time = 0; time < 20; time += 1)
    expect((await forget(newUser().email, "203.0.113.7")).status).toBe(202);
  expectProblem(await forget(newUser().email, "203.0.113.7"), "too-many-requests");
  expect((await forget(newUser().email, "203.0.113.8")).status).toBe(202);
});
