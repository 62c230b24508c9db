import fc from "fast-check";
import { expect, it } from "vitest";
import { call } from "../../support/call";
import { provideInkwell } from "../../support/inkwell";
import { expectProblem, fieldErrorOf } from "../../support/problems";
import { signUp } from "../../support/users";

const server = provideInkwell();
let count = 0;

/** Letters of scripts with case, with compositions, and with neither. A name has letters of one script only. */
const ALPHABETS = ["aBzßẞéÉåÅñŁşǅſKÅﬁａＡ李1", "ΣςσΩ1", "Жж1", "ա1", "٣1"];
const nameOf = (alphabets: readonly string[], lengths: fc.StringConstraints) =>
  fc.oneof(...alphabets.map((letters) => fc.string({ ...lengths, unit: fc.constantFrom(...letters) })));
/** Spellings that count as the same name. */
const SPELLINGS: [string, (name: string) => string][] = [
  ["in upper case", (name) => name.toUpperCase()],
  ["in lower case", (name) => name.toLowerCase()],
  ["in upper, then lower case", (name) => name.toUpperCase().toLowerCase()],
  ["decomposed", (name) => name.normalize("NFD")],
  ["composed", (name) => name.normalize("NFC")],
  ["in compatibility decomposition", (name) => name.normalize("NFKD")],
  ["between white space", (name) => `\u2003${name} `],
];

/** Gives the name to a new account; the count keeps the runs apart. */
async function take(name: string) {
  const { id, token: own } = await signUp(server);
  return call(server, "PATCH", `/api/users/${id}`, { token: own, json: { username: name } });
}

it.each(SPELLINGS)("a username typed %s is the same username", async (_how, respell) => {
  const name = nameOf(ALPHABETS, { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(name, async (letters) => {
      const typed = `${(count += 1)} ${letters}`;
      const first = await take(typed);
      expect(first.status, first.text).toBe(200);
      expectProblem(await take(respell(typed)), "username-taken", {
        errors: [fieldErrorOf("username", "username-taken", "Username already exists")],
      });
    }),
    { numRuns: 5, endOnFailure: true },
  );
});

it("usernames of different letters are different usernames", async () => {
  // No two of these letters differ only in case or form.
  const apart = nameOf(["abzéñł李1", "Ω1", "Ж1", "ա1"], { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(apart, { minLength: 2, maxLength: 4 }), async (names) => {
      count += 1;
      for (const name of names) {
        const { status, text } = await take(`${count} ${name}`);
        expect(status, text).toBe(200);
      }
    }),
    { numRuns: 10, endOnFailure: true },
  );
});
