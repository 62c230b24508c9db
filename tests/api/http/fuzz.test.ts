import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { call } from "../../support/call";
import { requestTo, type ApiDocument, type Operation } from "../../support/fuzz/requests";
import { World } from "../../support/fuzz/world";
import { provideOwnInkwell } from "../../support/inkwell";
import type { TestUser } from "../../support/users";

const SEED = 20_261_123;
const REQUESTS_PER_OPERATION = 100;
/** What a request that the document calls right is never answered with. */
const FAULTS_OF_FORM = [400, 405, 413, 415, 422];
/** Unless it is this: a refresh token that looks right need not be one. */
const FAULT_OF_TOKEN = "invalid-grant";
/** Statuses that need another setting (registration is open here), or a good login that a page of another site sends. */
const OUT_OF_REACH = ["POST /api/users 403", "POST /api/users/token 403"];

const server = provideOwnInkwell();
const world = new World(server);
const lines: string[] = [];
let document: ApiDocument;
let known: TestUser;

beforeAll(async () => {
  document = (await call(server, "GET", "/api/openapi.json")).body as ApiDocument;
  known = await world.begin();
});

afterAll(() => {
  process.stdout.write(`\nFuzz, seed ${SEED}, ${REQUESTS_PER_OPERATION} requests to each operation:\n`);
  process.stdout.write(`${lines.join("\n")}\n\n`);
});

/** Sends an operation its requests, and gives the number of answers by status. */
async function fuzz(template: string, method: string, operation: Operation): Promise<Record<string, number>> {
  const { username, email, password } = known;
  const hints = {
    username: [username, email],
    email: [email],
    password: [password],
    current_password: [password],
    new_password: [password],
  };
  const counts: Record<string, number> = {};
  // What an answer is like besides, `send` compares with the document.
  const property = fc.asyncProperty(requestTo(document, method, operation, hints), async (request) => {
    const { status, text } = await world.send(template, request);
    // Another method's answers are not this operation's, but for the one that says so.
    const key = request.method === method || status === 405 ? status : "other methods";
    counts[key] = (counts[key] ?? 0) + 1;
    expect(status, text).toBeLessThan(500);
    if (request.isRight && !text.includes(`"${FAULT_OF_TOKEN}"`))
      expect(FAULTS_OF_FORM, text).not.toContain(status);
  });
  await fc.assert(property, { seed: SEED, numRuns: REQUESTS_PER_OPERATION });
  return counts;
}

it("every request is answered as the document says, and every status that it promises is seen", async () => {
  const faults: string[] = [];
  for (const [template, operations] of Object.entries(document.paths)) {
    for (const [name, operation] of Object.entries(operations)) {
      const method = name.toUpperCase();
      await world.changeActor();
      const counts = await fuzz(template, method, operation).catch((error: unknown) => {
        faults.push(`${method} ${template}: ${String(error)} ${String((error as Error).cause)}`);
        return {};
      });
      const seen = Object.entries(counts).map(([status, count]) => `${status}: ${count}`);
      lines.push(`${`${method} ${template}`.padEnd(28)}${seen.join("  ")}`);
      // No request alone brings about a 5xx, nor a 429 where there are no limits.
      const promised = Object.keys(operation.responses).filter((status) => status < "429");
      const unseen = promised.filter(
        (status) => !(status in counts) && !OUT_OF_REACH.includes(`${method} ${template} ${status}`),
      );
      if (unseen.length > 0) faults.push(`${method} ${template}: never ${unseen.join(", ")}`);
    }
  }
  expect(faults).toEqual([]);
}, 600_000);

it("and the database holds what was acknowledged, no more and no less", async () => {
  await world.judge();
});
