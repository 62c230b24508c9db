import { beforeAll, describe, expect, it } from "vitest";
import { call, keepSecret } from "../../support/call";
import { provideInkwell } from "../../support/inkwell";
import { expectProblem, fieldErrorOf } from "../../support/problems";
import { addUser } from "../../support/users";

const server = provideInkwell();
const EMAIL = "token-form@example.com";
const PASSWORD = "a+b canary&c=d%é";
const ENCODED = "a%2Bb+canary%26c%3Dd%25%C3%A9";

beforeAll(async () => {
  await addUser(server, { email: EMAIL, password: PASSWORD });
});

function send(body: BodyInit, contentType = "application/x-www-form-urlencoded", query = "") {
  keepSecret(server, [PASSWORD, ENCODED]);
  return call(server, "POST", `/api/users/token${query}`, { body, headers: { "Content-Type": contentType } });
}

const missing = (...names: string[]) => ({ errors: names.map((name) => fieldErrorOf(name, "required")) });

const sendForm = (form: FormData) => call(server, "POST", "/api/users/token", { body: form });

function formData(entries: readonly (readonly [string, string | Blob])[]): FormData {
  const form = new FormData();
  for (const [name, value] of entries) form.append(name, value);
  return form;
}

describe("a login with application/x-www-form-urlencoded", () => {
  it.each([
    ["the two parameters alone", `username=${EMAIL}&password=${ENCODED}`],
    ["an escaped @", `username=token-form%40example.com&password=${ENCODED}`],
    ["a space as %20", `username=${EMAIL}&password=${ENCODED.replace("+", "%20")}`],
    ["an unescaped = in a value", `username=${EMAIL}&password=${ENCODED.replace("%3D", "=")}`],
    ["grant_type=password", `grant_type=password&username=${EMAIL}&password=${ENCODED}`],
    ["an empty grant_type, which counts as none", `grant_type=&username=${EMAIL}&password=${ENCODED}`],
    [
      "all parameters of OAuth 2.0",
      `username=${EMAIL}&password=${ENCODED}&scope=a+b&client_id=x&client_secret=y`,
    ],
    ["unknown parameters", `foo=bar&__proto__=1&constructor=&username=${EMAIL}&password=${ENCODED}`],
  ])("accepts %s", async (_what, body) => {
    expect(await send(body)).toMatchObject({ status: 200, body: { token_type: "bearer" } });
  });

  it.each([
    "application/x-www-form-urlencoded; charset=UTF-8",
    "APPLICATION/X-WWW-Form-URLEncoded",
    'application/x-www-form-urlencoded;charset="utf-8"',
  ])("accepts the media type %s", async (contentType) => {
    expect((await send(`username=${EMAIL}&password=${ENCODED}`, contentType)).status).toBe(200);
  });

  it("reads a bare + as a space", async () => {
    expectProblem(
      await send(`username=${EMAIL}&password=${ENCODED.replace("%2B", "+")}`),
      "invalid-credentials",
    );
  });

  it("treats escapes that are not UTF-8 as a wrong password", async () => {
    expectProblem(await send(`username=${EMAIL}&password=%FF%zz%`), "invalid-credentials");
  });
});

describe("a login with multipart/form-data", () => {
  const CREDENTIALS = [
    ["username", EMAIL],
    ["password", PASSWORD],
  ] as const;

  it.each([
    ["the two parameters alone", CREDENTIALS],
    [
      "further parameters of OAuth 2.0",
      [["grant_type", "password"], ...CREDENTIALS, ["scope", ""], ["client_id", "x"]] as const,
    ],
  ])("accepts %s", async (_what, entries) => {
    expect((await sendForm(formData(entries))).status).toBe(200);
  });

  it.each([
    [
      "a file for a parameter",
      [
        ["username", EMAIL],
        ["password", new Blob([PASSWORD])],
      ] as const,
      undefined,
    ],
    ["a file beside the parameters", [...CREDENTIALS, ["picture", new Blob(["x"])]] as const, undefined],
    ["a parameter twice", [...CREDENTIALS, ["password", PASSWORD]] as const, undefined],
    ["no password", [["username", EMAIL]] as const, missing("password")],
    ["nothing", [], missing("username", "password")],
  ])("rejects %s", async (_what, entries, expected) => {
    expectProblem(await sendForm(formData(entries)), "invalid-request", expected);
  });
});

describe("a login form", () => {
  it.each([
    ["no username", `password=${ENCODED}`, missing("username")],
    ["an empty username", `username=&password=${ENCODED}`, missing("username")],
    [
      "a username of white space",
      `username=%20%20%09&password=${ENCODED}`,
      { errors: [fieldErrorOf("username", "invalid-format")] },
    ],
    ["no password", `username=${EMAIL}`, missing("password")],
    ["an empty password", `username=${EMAIL}&password=`, missing("password")],
    ["neither username nor password", "grant_type=password", missing("username", "password")],
    ["nothing at all", "", missing("username", "password")],
    ["parameters of other names", `username[]=${EMAIL}&PASSWORD=${ENCODED}`, missing("username", "password")],
    ["a username twice", `username=${EMAIL}&username=${EMAIL}&password=${ENCODED}`, undefined],
    ["a username twice, once empty", `username=&username=${EMAIL}&password=${ENCODED}`, undefined],
    ["a password twice", `username=${EMAIL}&password=${ENCODED}&password=${ENCODED}`, undefined],
    [
      "a grant twice",
      `grant_type=password&grant_type=password&username=${EMAIL}&password=${ENCODED}`,
      undefined,
    ],
    ["a scope twice", `scope=a&scope=b&username=${EMAIL}&password=${ENCODED}`, undefined],
    ["text that is not UTF-8", Buffer.from("username=\u00ff", "latin1"), undefined],
  ])("is rejected with %s", async (_what, body, expected) => {
    expectProblem(await send(body), "invalid-request", expected);
  });

  it.each([
    ["another grant", `grant_type=client_credentials&username=${EMAIL}&password=${ENCODED}`],
    ["the grant in another case", `grant_type=Password&username=${EMAIL}&password=${ENCODED}`],
  ])("is rejected with %s", async (_what, body) => {
    expectProblem(await send(body), "unsupported-grant-type", {
      errors: [fieldErrorOf("grant_type", "invalid-value")],
    });
  });

  it("is rejected with another grant, without asking for that grant's parameters", async () => {
    const answer = await send("grant_type=authorization_code&code=x");
    expectProblem(answer, "unsupported-grant-type", {
      errors: [fieldErrorOf("grant_type", "invalid-value")],
    });
  });
});

describe("the query of a login", () => {
  it.each([
    ["with a form that lacks them", "grant_type=password"],
    ["with an empty form", ""],
  ])("supplies no credentials %s", async (_what, body) => {
    const answer = await send(body, undefined, `?username=${EMAIL}&password=${ENCODED}`);
    expectProblem(answer, "invalid-request", missing("username", "password"));
  });

  it("supplies no credentials without a body", async () => {
    const answer = await call(server, "POST", `/api/users/token?username=${EMAIL}&password=${ENCODED}`);
    expectProblem(answer, "invalid-request", missing("username", "password"));
  });

  it.each(["username=bob@example.com", "password=x", `password=${ENCODED}`])(
    "must not repeat credentials of the form: ?%s",
    async (query) => {
      const answer = await send(`username=${EMAIL}&password=${ENCODED}`, undefined, `?${query}`);
      expectProblem(answer, "invalid-request");
    },
  );

  it("may have other parameters, which are ignored", async () => {
    const answer = await send(`username=${EMAIL}&password=${ENCODED}`, undefined, "?from=README");
    expect(answer.status).toBe(200);
  });
});

describe("a login with another media type", () => {
  it.each([
    ["application/json", JSON.stringify({ username: EMAIL, password: PASSWORD })],
    ["text/plain", `username=${EMAIL}&password=${ENCODED}`],
    ["text/plain;application/x-www-form-urlencoded", `username=${EMAIL}&password=${ENCODED}`],
    ["application/x-www-form-urlencoded; charset=utf-16", `username=${EMAIL}&password=${ENCODED}`],
    ["invalid/@@##", `username=${EMAIL}&password=${ENCODED}`],
    ["</><script>", `username=${EMAIL}&password=${ENCODED}`],
    ["text", `username=${EMAIL}&password=${ENCODED}`],
    ["", `username=${EMAIL}&password=${ENCODED}`],
  ])("is rejected with 415: %j", async (contentType, body) => {
    expectProblem(await send(body, contentType), "unsupported-media-type");
  });

  it.each([
    ["without its boundary", "multipart/form-data"],
    ["with a boundary that does not occur", "multipart/form-data; boundary=other"],
  ])("is rejected with 400 when it is multipart %s", async (_what, contentType) => {
    expectProblem(await send("--mine\r\n\r\nx\r\n--mine--", contentType), "invalid-request");
  });
});
