import { beforeAll, describe, expect, it } from "vitest";
import { call, keepSecret } from "../../support/call";
import { provideInkwell } from "../../support/inkwell";
import { expectProblem, faultOf } from "../../support/problems";
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

const missing = (...names: string[]) => ({ errors: names.map((name) => faultOf(name, "required")) });

const sendForm = (form: FormData) => call(server, "POST", "/api/users/token", { body: form });

function formData(entries: readonly (readonly [string, string | Blob])[]): FormData {
  const form = new FormData();
  for (const [name, value] of entries) form.append(name, value);
  return form;
}

describe("takes application/x-www-form-urlencoded", () => {
  it.each([
    ["the two parameters alone", `username=${EMAIL}&password=${ENCODED}`],
    ["an @ that is escaped", `username=token-form%40example.com&password=${ENCODED}`],
    ["a space as %20", `username=${EMAIL}&password=${ENCODED.replace("+", "%20")}`],
    ["what needs no escape as it is", `username=${EMAIL}&password=${ENCODED.replace("%3D", "=")}`],
    ["the grant", `grant_type=password&username=${EMAIL}&password=${ENCODED}`],
    ["an empty grant, which counts as none", `grant_type=&username=${EMAIL}&password=${ENCODED}`],
    ["all that OAuth 2.0 has", `username=${EMAIL}&password=${ENCODED}&scope=a+b&client_id=x&client_secret=y`],
    [
      "parameters that it does not know",
      `foo=bar&__proto__=1&constructor=&username=${EMAIL}&password=${ENCODED}`,
    ],
  ])("with %s", async (_what, body) => {
    expect(await send(body)).toMatchObject({ status: 200, body: { token_type: "bearer" } });
  });

  it.each([
    "application/x-www-form-urlencoded; charset=UTF-8",
    "APPLICATION/X-WWW-Form-URLEncoded",
    'application/x-www-form-urlencoded;charset="utf-8"',
  ])("as %s", async (contentType) => {
    expect((await send(`username=${EMAIL}&password=${ENCODED}`, contentType)).status).toBe(200);
  });

  it("and takes a bare + for a space", async () => {
    expectProblem(
      await send(`username=${EMAIL}&password=${ENCODED.replace("%2B", "+")}`),
      "invalid-credentials",
    );
  });

  it("and takes escapes that are no UTF-8 for a wrong password", async () => {
    expectProblem(await send(`username=${EMAIL}&password=%FF%zz%`), "invalid-credentials");
  });
});

describe("takes multipart/form-data", () => {
  const CREDENTIALS = [
    ["username", EMAIL],
    ["password", PASSWORD],
  ] as const;

  it.each([
    ["the two parameters alone", CREDENTIALS],
    [
      "more of OAuth 2.0",
      [["grant_type", "password"], ...CREDENTIALS, ["scope", ""], ["client_id", "x"]] as const,
    ],
  ])("with %s", async (_what, entries) => {
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
  ])("but not with %s", async (_what, entries, expected) => {
    expectProblem(await sendForm(formData(entries)), "invalid-request", expected);
  });
});

describe("refuses", () => {
  it.each([
    ["no username", `password=${ENCODED}`, missing("username")],
    ["an empty username", `username=&password=${ENCODED}`, missing("username")],
    [
      "a username of white space",
      `username=%20%20%09&password=${ENCODED}`,
      { errors: [faultOf("username", "invalid-format")] },
    ],
    ["no password", `username=${EMAIL}`, missing("password")],
    ["an empty password", `username=${EMAIL}&password=`, missing("password")],
    ["neither", "grant_type=password", missing("username", "password")],
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
    ["text that is no UTF-8", Buffer.from("username=\u00ff", "latin1"), undefined],
  ])("%s", async (_what, body, expected) => {
    expectProblem(await send(body), "invalid-request", expected);
  });

  it.each([
    ["another grant", `grant_type=client_credentials&username=${EMAIL}&password=${ENCODED}`],
    ["the grant in another case", `grant_type=Password&username=${EMAIL}&password=${ENCODED}`],
  ])("%s", async (_what, body) => {
    expectProblem(await send(body), "unsupported-grant-type", {
      errors: [faultOf("grant_type", "invalid-value")],
    });
  });

  it("another grant and nothing else: what it would need is not known", async () => {
    const answer = await send("grant_type=authorization_code&code=x");
    expectProblem(answer, "unsupported-grant-type", { errors: [faultOf("grant_type", "invalid-value")] });
  });
});

describe("does not take credentials from the query", () => {
  it.each([
    ["with a form that lacks them", "grant_type=password"],
    ["with an empty form", ""],
  ])("%s", async (_what, body) => {
    const answer = await send(body, undefined, `?username=${EMAIL}&password=${ENCODED}`);
    expectProblem(answer, "invalid-request", missing("username", "password"));
  });

  it("without a body", async () => {
    const answer = await call(server, "POST", `/api/users/token?username=${EMAIL}&password=${ENCODED}`);
    expectProblem(answer, "invalid-request", missing("username", "password"));
  });

  it.each(["username=bob@example.com", "password=x", `password=${ENCODED}`])(
    "nor beside the form, where they would be sent twice: ?%s",
    async (query) => {
      const answer = await send(`username=${EMAIL}&password=${ENCODED}`, undefined, `?${query}`);
      expectProblem(answer, "invalid-request");
    },
  );

  it("but does not mind what else is there", async () => {
    const answer = await send(`username=${EMAIL}&password=${ENCODED}`, undefined, "?from=README");
    expect(answer.status).toBe(200);
  });
});

describe("refuses another media type", () => {
  it.each([
    ["application/json", JSON.stringify({ username: EMAIL, password: PASSWORD })],
    ["text/plain", `username=${EMAIL}&password=${ENCODED}`],
    ["text/plain;application/x-www-form-urlencoded", `username=${EMAIL}&password=${ENCODED}`],
    ["application/x-www-form-urlencoded; charset=utf-16", `username=${EMAIL}&password=${ENCODED}`],
    ["invalid/@@##", `username=${EMAIL}&password=${ENCODED}`],
    ["</><script>", `username=${EMAIL}&password=${ENCODED}`],
    ["text", `username=${EMAIL}&password=${ENCODED}`],
    ["", `username=${EMAIL}&password=${ENCODED}`],
  ])("%j", async (contentType, body) => {
    expectProblem(await send(body, contentType), "unsupported-media-type");
  });

  it.each([
    ["without its boundary", "multipart/form-data"],
    ["with a boundary that does not occur", "multipart/form-data; boundary=other"],
  ])("but says 400 to multipart %s", async (_what, contentType) => {
    expectProblem(await send("--mine\r\n\r\nx\r\n--mine--", contentType), "invalid-request");
  });
});
