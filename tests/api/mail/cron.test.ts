import { describe, expect, it } from "vitest";
import { call } from "../../support/call";
import { provideInkwell, provideOwnInkwell } from "../../support/inkwell";
import { expectProblem } from "../../support/problems";

const PATH = "/api/cron/outbox";
const CRON_SECRET = "a secret that the scheduler knows";

describe("with CRON_SECRET", () => {
  const server = provideOwnInkwell({ env: { CRON_SECRET } });

  it("GET /api/cron/outbox sends what is due for the scheduler", async () => {
    const answer = await call(server, "GET", PATH, { headers: { Authorization: `Bearer ${CRON_SECRET}` } });
    expect(answer.status).toBe(204);
  });

  it.each([
    ["not-authenticated", undefined],
    ["invalid-token", "Bearer"],
    ["invalid-token", `Bearer ${CRON_SECRET}x`],
    ["invalid-token", CRON_SECRET],
  ] as const)("GET /api/cron/outbox responds with %s to Authorization: %s", async (code, authorization) => {
    const headers: Record<string, string> =
      authorization === undefined ? {} : { Authorization: authorization };
    expectProblem(await call(server, "GET", PATH, { headers }), code);
  });
});

describe("without CRON_SECRET", () => {
  const server = provideInkwell();

  it("GET /api/cron/outbox does not exist", async () => {
    expectProblem(
      await call(server, "GET", PATH, { headers: { Authorization: "Bearer undefined" } }),
      "not-found",
    );
  });
});
