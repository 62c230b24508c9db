import * as oauth from "oauth4webapi";
import { ResourceOwnerPassword } from "simple-oauth2";
import { beforeAll, describe, expect, it } from "vitest";
import { call } from "../../support/call";
import { provideInkwell } from "../../support/inkwell";
import { addUser, type TestUser } from "../../support/users";

const server = provideInkwell();
let user: TestUser;

beforeAll(async () => {
  user = await addUser(server);
});

/** Returns the error that a promise rejects with. */
async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  const [result] = await Promise.allSettled([promise]);
  return result.status === "rejected" ? result.reason : expect.fail("no failure");
}

async function expectAccountOf(token: unknown): Promise<void> {
  const { body } = await call(server, "GET", "/api/users/me", { token: String(token) });
  expect(body).toMatchObject({ email: user.email });
}

describe("simple-oauth2", () => {
  const client = (authorizationMethod: "header" | "body" = "header") =>
    new ResourceOwnerPassword({
      client: { id: "a-stranger", secret: "of no use" },
      auth: { tokenHost: server.url, tokenPath: "/api/users/token" },
      options: { authorizationMethod },
    });

  it.each(["header", "body"] as const)("logs in with its client id in the %s", async (method) => {
    const { email: username, password } = user;
    const accessToken = await client(method).getToken({ username, password, scope: "all" });
    expect(accessToken.token).toMatchObject({ token_type: "bearer", expires_in: 1800 });
    expect(accessToken.expired()).toBe(false);
    await expectAccountOf(accessToken.token["access_token"]);
  });

  // Its errors carry the status and the body as it was read.
  it("reports a wrong password as invalid_grant", async () => {
    const failure = await failureOf(
      client().getToken({ username: user.email, password: "a wrong password" }),
    );
    expect(failure).toMatchObject({
      output: { statusCode: 401 },
      data: { payload: { error: "invalid_grant", error_description: "Incorrect email or password" } },
    });
  });

  it("reports a missing parameter as invalid_request", async () => {
    const failure = await failureOf(client().getToken({ username: user.email, password: "" }));
    expect(failure).toMatchObject({
      output: { statusCode: 400 },
      data: { payload: { error: "invalid_request" } },
    });
  });
});

describe("oauth4webapi", () => {
  const client: oauth.Client = { client_id: "a-stranger" };

  async function request(grantType: string, parameters: Record<string, string>) {
    const issuer = { issuer: server.url, token_endpoint: `${server.url}/api/users/token` };
    const options = { [oauth.allowInsecureRequests]: true };
    const none = oauth.None();
    const answer = await oauth.genericTokenEndpointRequest(
      issuer,
      client,
      none,
      grantType,
      parameters,
      options,
    );
    return oauth.processGenericTokenEndpointResponse(issuer, client, answer);
  }

  it("logs in", async () => {
    const token = await request("password", { username: user.email, password: user.password });
    expect(token).toEqual({ access_token: expect.any(String), token_type: "bearer", expires_in: 1800 });
    await expectAccountOf(token.access_token);
  });

  it("reports a wrong password as a challenge, and leaves the invalid_grant body readable", async () => {
    const failure = await failureOf(
      request("password", { username: user.email, password: "a wrong password" }),
    );
    if (!(failure instanceof oauth.WWWAuthenticateChallengeError)) throw failure;
    expect(failure).toMatchObject({ status: 401, cause: [{ scheme: "bearer" }] });
    expect(await failure.response.json()).toMatchObject({ error: "invalid_grant" });
  });

  // The client reads only `application/json`; a problem is `application/problem+json`.
  it.each([
    ["an unsupported grant", "client_credentials", {}, "unsupported_grant_type"],
    ["a missing parameter", "password", { username: "ada@example.com" }, "invalid_request"],
  ])(
    "hands over the response to %s (%s %j) with the error %s",
    async (_what, grantType, parameters, error) => {
      const failure = await failureOf(request(grantType, parameters));
      if (!(failure instanceof oauth.OperationProcessingError)) throw failure;
      expect(failure.code).toBe("OAUTH_RESPONSE_IS_NOT_JSON");
      const answer = failure.cause as Response;
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ error, error_description: expect.any(String) });
    },
  );
});
