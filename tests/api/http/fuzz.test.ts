import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { call } from "../../support/call";
import { requestTo, type ApiDocument, type Operation } from "../../support/fuzz/requests";
import { World } from "../../support/fuzz/world";
import { provideOwnInkwell } from "../../support/inkwell";
import type { TestUser } from "../../support/users";

const SEED = 20_261_123;
const REQUESTS_PER_OPERATION = 100;
/** Statuses of malformed requests, which a request that follows the document never gets. */
const MALFORMED_STATUSES = [400, 405, 413, 415, 422];
/** The exceptions: a refresh token can be well-formed and still be invalid, and a key may be used already. */
const WELL_FORMED_CODES = ["invalid-grant", "idempotency-key-reused"];
/** Statuses that need another setting (registration is open, and there is no mail), or a valid login from a page of another site. */
const OUT_OF_REACH = [
  "POST /api/users 403",
  "POST /api/users/token 403",
  "POST /api/users/forgot-password 202",
  "POST /api/users/reset-password 204",
  "POST /api/users/verify-email 204",
  "POST /api/users/undo-email-change 204",
  "POST /api/users/me/verification 202",
  "POST /api/posts 403",
  "GET /api/cron/outbox 204",
  "GET /api/cron/outbox 401",
  // No generated body is a picture, or as large as one may be.
  "PUT /api/users/{id}/picture 200",
  "PUT /api/users/{id}/picture 413",
];

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

/** Sends random requests to an operation and returns the number of responses by status. */
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
  // `send` compares everything else in the response with the document.
  const property = fc.asyncProperty(requestTo(document, method, operation, hints), async (request) => {
    const { status, text } = await world.send(template, request);
    // Responses to other methods are counted separately, except 405.
    const key = request.method === method || status === 405 ? status : "other methods";
    counts[key] = (counts[key] ?? 0) + 1;
    expect(status, text).toBeLessThan(500);
    if (request.isRight && !WELL_FORMED_CODES.some((code) => text.includes(`"${code}"`)))
      expect(MALFORMED_STATUSES, text).not.toContain(status);
  });
  await fc.assert(property, { seed: SEED, numRuns: REQUESTS_PER_OPERATION });
  return counts;
}

it("every response matches the document, and every documented status occurs", async () => {
  const failures: string[] = [];
  for (const [template, operations] of Object.entries(document.paths)) {
    for (const [name, operation] of Object.entries(operations)) {
      const method = name.toUpperCase();
      await world.changeActor();
      const counts = await fuzz(template, method, operation).catch((error: unknown) => {
        failures.push(`${method} ${template}: ${String(error)} ${String((error as Error).cause)}`);
        return {};
      });
      const seen = Object.entries(counts).map(([status, count]) => `${status}: ${count}`);
      lines.push(`${`${method} ${template}`.padEnd(28)}${seen.join("  ")}`);
      // A single request causes neither a 5xx nor, without limits, a 429.
      const promised = Object.keys(operation.responses).filter((status) => status < "429");
      const unseen = promised.filter(
        (status) => !(status in counts) && !OUT_OF_REACH.includes(`${method} ${template} ${status}`),
      );
      if (unseen.length > 0) failures.push(`${method} ${template}: never ${unseen.join(", ")}`);
    }
  }
  expect(failures).toEqual([]);
}, 600_000);

it("after the fuzzing, the database holds exactly what was acknowledged", async () => {
  await world.judge();
});
