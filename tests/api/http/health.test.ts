import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { call } from "../../support/call";
import { ruinDatabase } from "../../support/database";
import { startInkwell, provideInkwell, type OwnInkwell } from "../../support/inkwell";
import { expectProblem, expectSuccess } from "../../support/problems";
import { signUp } from "../../support/users";

describe("when the database answers", () => {
  const server = provideInkwell();

  it("is 200 with the status ok", async () => {
    expectSuccess(await call(server, "GET", "/api/health"), 200, { status: "ok" });
  });

  it("tells HEAD the same, without the body", async () => {
    expect(await call(server, "HEAD", "/api/health")).toMatchObject({
      status: 200,
      headers: { "content-type": "application/json", "cache-control": "no-store" },
      text: "",
    });
  });
});

describe("when the database does not answer", () => {
  let server: OwnInkwell;
  let token: string;

  beforeAll(async () => {
    server = await startInkwell({ mayLogErrors: true });
    ({ token } = await signUp(server));
    expect((await call(server, "GET", "/api/users/me", { token })).status).toBe(200);
    await ruinDatabase(server);
  });
  afterAll(() => server.stop());

  it("is 503", async () => {
    expectProblem(await call(server, "GET", "/api/health"), "overloaded");
  });

  it("tells HEAD the same, without the body", async () => {
    expect(await call(server, "HEAD", "/api/health")).toMatchObject({ status: 503, text: "" });
  });

  it("nobody is let in, and nobody is told that their token is bad", async () => {
    expectProblem(await call(server, "GET", "/api/users/me", { token }), "overloaded", {
      headers: { "retry-after": "60" },
    });
  });
});
