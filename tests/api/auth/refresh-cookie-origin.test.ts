import { beforeAll, describe, expect, it } from "vitest";
import { call, type Answer } from "../../support/call";
import { readSessionRows } from "../../support/database";
import { provideInkwell } from "../../support/inkwell";
import { openRequest } from "../../support/open-request";
import { expectProblem, fieldErrorOf } from "../../support/problems";
import {
  cookieHeader,
  logInAsPage,
  readSetCookie,
  renewByCookie,
  SAME_ORIGIN,
} from "../../support/refresh-cookie";
import { REVOCATION_PATH, statusOf, TOKEN_PATH } from "../../support/sessions";
import { addUser, type TestUser } from "../../support/users";

const server = provideInkwell();
let user: TestUser;
/** The session of one of the site's own pages; no page of another site may affect it. */
let accessToken: string;
let cookie: string;

beforeAll(async () => {
  user = await addUser(server);
  keep(await logInAsPage(server, user));
});

function keep(answer: Answer): void {
  expect(answer.status, answer.text).toBe(200);
  ({ access_token: accessToken } = answer.body as { access_token: string });
  cookie = String(readSetCookie(answer)?.value);
}

/** Returns the headers by which a browser describes the page that sent a request. */
type Sender = () => Record<string, string>;

const OWN: [string, Sender][] = [
  ["Sec-Fetch-Site: same-origin", () => SAME_ORIGIN],
  ["Sec-Fetch-Site: same-origin and our Origin", () => ({ ...SAME_ORIGIN, Origin: server.url })],
  // Browsers omit Sec-Fetch-Site on plain http, except for localhost.
  ["our Origin alone", () => ({ Origin: server.url })],
  ["our Origin in capitals", () => ({ Origin: server.url.replace("http", "HTTP") })],
  // Behind a proxy that uses another host name than the browser knows. Other sites cannot send this.
  ["Sec-Fetch-Site: same-origin behind a proxy", () => ({ ...SAME_ORIGIN, Origin: "https://blog.example" })],
];

const FOREIGN: [string, Sender][] = [
  ["Sec-Fetch-Site: cross-site", () => ({ "Sec-Fetch-Site": "cross-site" })],
  ["Sec-Fetch-Site: same-site (another subdomain)", () => ({ "Sec-Fetch-Site": "same-site" })],
  ["Sec-Fetch-Site: none", () => ({ "Sec-Fetch-Site": "none" })],
  ["an unknown Sec-Fetch-Site", () => ({ "Sec-Fetch-Site": "Same-Origin" })],
  [
    "Sec-Fetch-Site: cross-site and our Origin",
    () => ({ "Sec-Fetch-Site": "cross-site", Origin: server.url }),
  ],
  ["a foreign Origin", () => ({ Origin: "https://evil.example" })],
  ["the Origin null of a sandbox", () => ({ Origin: "null" })],
  ["an invalid Origin", () => ({ Origin: "evil" })],
  ["an Origin of another port", () => ({ Origin: `http://127.0.0.1:${server.port + 1}` })],
  ["an Origin that starts with ours", () => ({ Origin: `${server.url}.evil.example` })],
  [
    "an Origin with ours as its user name",
    () => ({ Origin: `http://127.0.0.1:${server.port}@evil.example` }),
  ],
];

describe.each(OWN)("a page of this site (%s)", (_how, sender) => {
  it("can log in, renew by the cookie, and log out", async () => {
    const answer = await logInAsPage(server, user, sender());
    const { value = "" } = readSetCookie(answer) ?? {};
    const renewed = await renewByCookie(server, value, sender());
    expect(renewed.status, renewed.text).toBe(200);
    const next = String(readSetCookie(renewed)?.value);
    const headers = { ...sender(), ...cookieHeader(next) };
    const out = await call(server, "POST", REVOCATION_PATH, { form: {}, headers });
    expect(out.status, out.text).toBe(200);
    expectProblem(await renewByCookie(server, next), "invalid-grant");
  });
});

describe.each(FOREIGN)("a page of another site (%s)", (_how, sender) => {
  it("cannot use the refresh cookie, which stays valid", async () => {
    const before = await readSessionRows(server, user.id);
    const headers = { ...sender(), ...cookieHeader(cookie) };
    const form = { grant_type: "refresh_token" };
    expectProblem(await call(server, "POST", TOKEN_PATH, { form, headers }), "invalid-request", {
      errors: [fieldErrorOf("refresh_token", "required")],
    });
    expectProblem(await renewByCookie(server, cookie, sender()), "invalid-request", {
      detail: "The client web is for this site's own pages.",
    });
    expect(await readSessionRows(server, user.id)).toEqual(before);
    keep(await renewByCookie(server, cookie));
  });

  it("cannot log the user out", async () => {
    const headers = { ...sender(), ...cookieHeader(cookie) };
    const answer = await call(server, "POST", REVOCATION_PATH, { form: {}, headers });
    expectProblem(answer, "invalid-request", { errors: [fieldErrorOf("token", "required")] });
    expect(await statusOf(server, accessToken)).toBe(200);
  });

  it("cannot replace the user's session with a login of its own", async () => {
    const count = (await readSessionRows(server, user.id)).length;
    const headers = { ...sender(), ...cookieHeader(cookie) };
    const code = headers["Sec-Fetch-Site"] === "none" ? "invalid-request" : "forbidden";
    expectProblem(await logInAsPage(server, user, headers), code);
    expect(await readSessionRows(server, user.id)).toHaveLength(count);
    expect(await statusOf(server, accessToken)).toBe(200);
  });
});

describe("a program without browser headers", () => {
  it("cannot use the refresh cookie, and its own login does not end the session of the cookie", async () => {
    expectProblem(await renewByCookie(server, cookie, {}), "invalid-request", {
      errors: [fieldErrorOf("refresh_token", "required")],
    });
    expect((await logInAsPage(server, user, cookieHeader(cookie))).status).toBe(200);
    expect(await statusOf(server, accessToken)).toBe(200);
  });

  it("is not taken for a page of this site when it sends an empty Host and the Origin null", async () => {
    const { request, answer } = openRequest(server, "POST", TOKEN_PATH, {
      Host: "",
      Origin: "null",
      "Content-Type": "application/x-www-form-urlencoded",
      ...cookieHeader(cookie),
    });
    request.end("grant_type=refresh_token&client_id=web");
    expect((await answer).status).toBe(400);
  });
});
