import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { call } from "../../support/call";
import { ruinDatabase } from "../../support/database";
import { startInkwell, provideInkwell, type OwnInkwell } from "../../support/inkwell";
import { ON_POSTGRES } from "../../support/own-database";
import { expectProblem, expectSuccess } from "../../support/problems";
import { signUp } from "../../support/users";

describe("GET /api/health while the database responds", () => {
  const server = provideInkwell();

  it("returns 200 with the status ok", async () => {
    expectSuccess(await call(server, "GET", "/api/health"), 200, { status: "ok" });
  });

  it("returns the same to HEAD, without a body", async () => {
    expect(await call(server, "HEAD", "/api/health")).toMatchObject({
      status: 200,
      headers: { "content-type": "application/json", "cache-control": "no-store" },
      text: "",
    });
  });
});

describe("while the database does not respond", () => {
  let server: OwnInkwell;
  let token: string;

  beforeAll(async () => {
    server = await startInkwell({ mayLogErrors: true });
    ({ token } = await signUp(server));
    expect((await call(server, "GET", "/api/users/me", { token })).status).toBe(200);
    await ruinDatabase(server);
  });
  afterAll(() => server.stop());

  it("GET /api/health returns 503", async () => {
    expectProblem(await call(server, "GET", "/api/health"), "overloaded");
  });

  it("HEAD /api/health returns 503 without a body", async () => {
    expect(await call(server, "HEAD", "/api/health")).toMatchObject({ status: 503, text: "" });
  });

  it("a valid token gets 503, neither access nor 401", async () => {
    // A database that cannot be reached may be back at any time; a damaged file is not repaired within seconds.
    const expected = ON_POSTGRES ? {} : { headers: { "retry-after": "60" } };
    expectProblem(await call(server, "GET", "/api/users/me", { token }), "overloaded", expected);
  });
});
