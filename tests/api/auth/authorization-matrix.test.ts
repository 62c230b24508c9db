import { readdirSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { call } from "../../support/call";
import { readUserRow, readUserRows, readPostRows } from "../../support/database";
import { provideOwnInkwell } from "../../support/inkwell";
import { sidOf } from "../../support/mint-token";
import {
  anyone,
  byOutcome,
  ownerAlone,
  PEOPLE,
  signedIn,
  type Person,
  type Row,
} from "../../support/authorization-outcomes";
import { revoke, sessionIdOf } from "../../support/sessions";
import { expired, newPost, publish, type TestPost } from "../../support/posts";
import { PICTURE } from "../../support/pictures";
import { expectProblem, type ProblemCode } from "../../support/problems";
import { ROOT } from "../../support/process";
import { addSession, logIn, newUser, PASSWORD, signUp, type Author } from "../../support/users";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

const withoutMail = (send: Row["send"]): Record<string, Row> => ({
  POST: { outcomes: anyone("mail-not-configured"), ...(send && { send }) },
});
const NEW_PICTURE = { outcomes: ownerAlone(200), send: () => ({ body: PICTURE }), writes: true };
const NEW_POST = { send: () => ({ json: newPost() }), writes: true };

/** Who may do what: for each route, by its folder in app/api, each method. `HEAD` and `OPTIONS` are added below. */
const MATRIX: Record<string, Record<string, Row>> = {
  health: { GET: { outcomes: anyone(200) } },
  "openapi.json": { GET: { outcomes: anyone(200) } },
  users: { POST: { outcomes: anyone(201), send: () => ({ json: newUser() }), writes: true } },
  "users/token": {
    POST: { outcomes: anyone(200), send: ({ email }) => ({ form: { username: email, password: PASSWORD } }) },
  },
  // Its token belongs to no session.
  "users/token/revoke": {
    POST: { outcomes: anyone(200), send: () => ({ form: { token: "unknown" } }) },
  },
  // The server has no mail, and no secret for a scheduler.
  "users/forgot-password": withoutMail(({ email }) => ({ json: { email } })),
  "users/reset-password": withoutMail(() => ({ json: { token: "unknown", new_password: PASSWORD } })),
  "users/verify-email": withoutMail(() => ({ json: { token: "unknown" } })),
  "users/undo-email-change": withoutMail(() => ({ json: { token: "unknown" } })),
  "users/me/verification": { POST: { outcomes: signedIn("mail-not-configured") } },
  "cron/outbox": { GET: { outcomes: anyone("not-found") } },
  "users/me": { GET: { outcomes: signedIn(200) } },
  "users/me/export": { GET: { outcomes: signedIn(200) } },
  "users/me/password": {
    PUT: {
      outcomes: signedIn(204),
      send: () => ({ json: { current_password: PASSWORD, new_password: PASSWORD } }),
      writes: true,
    },
  },
  "users/me/sessions": { GET: { outcomes: signedIn(200) }, DELETE: { outcomes: signedIn(204) } },
  // The session of the path is the owner's.
  "users/me/sessions/[id]": {
    DELETE: { outcomes: byOutcome("not-authenticated", 204, "session-not-found", "invalid-token") },
  },
  "users/[id]": {
    GET: { outcomes: anyone(200) },
    PATCH: {
      outcomes: ownerAlone(200),
      send: () => ({ json: { username: newUser().username } }),
      writes: true,
    },
    DELETE: { outcomes: ownerAlone(204), writes: true },
  },
  "users/[id]/picture": { PUT: NEW_PICTURE, DELETE: { outcomes: ownerAlone(200), writes: true } },
  "users/[id]/posts": { GET: { outcomes: anyone(200) } },
  posts: { GET: { outcomes: anyone(200) }, POST: { outcomes: signedIn(201), ...NEW_POST } },
  "posts/[id]": {
    GET: { outcomes: anyone(200) },
    PUT: { outcomes: ownerAlone(200), ...NEW_POST },
    PATCH: { outcomes: ownerAlone(200), ...NEW_POST },
    DELETE: { outcomes: ownerAlone(204), writes: true },
  },
  "[[...unknown]]": Object.fromEntries(METHODS.map((method) => [method, { outcomes: anyone("not-found") }])),
};

const ROWS = Object.entries(MATRIX).flatMap(([folder, { GET, ...others }]) => {
  const rows = { OPTIONS: { outcomes: anyone(204) }, ...(GET && { GET, HEAD: GET }), ...others };
  return Object.entries<Row>(rows).map(([method, row]) => ({ folder, method, ...row }));
});

const server = provideOwnInkwell();
const readData = async () => ({ users: await readUserRows(server), posts: await readPostRows(server) });
let owner: Author;
let other: Author;
let deleted: Author;
let endedToken: string;

beforeAll(async () => {
  owner = await signUp(server);
  other = await signUp(server);
  deleted = await signUp(server);
  endedToken = await logIn(server, other);
  expect((await revoke(server, endedToken)).status).toBe(200);
  const { id, token } = deleted;
  expect((await call(server, "DELETE", `/api/users/${id}`, { token })).status).toBe(204);
});

it("the authorization matrix has a row for every method of every route", async () => {
  const declared: string[] = [];
  for (const folder of listRoutes()) {
    const { allow } = (await call(server, "OPTIONS", await toPath(folder))).headers;
    // A route without Allow responds alike to all methods.
    declared.push(...(allow?.split(", ") ?? METHODS).map((method) => `${method} ${folder}`));
  }
  expect(ROWS.map(({ method, folder }) => `${method} ${folder}`).sort()).toEqual(declared.sort());
});

describe.each(ROWS)("$method $folder", ({ method, folder, outcomes, send, writes = false }) => {
  let post: TestPost;

  beforeAll(async () => {
    // The row before may have deleted the account, or ended its session.
    if ((await readUserRow(server, owner.id)) === undefined) owner = await signUp(server);
    else owner = { ...owner, token: await addSession(server, owner) };
    post = await publish(server, owner);
  });

  // The owner comes last because an account and a post can be deleted only once.
  it.each(PEOPLE.map((person) => [person, outcomes[person]] as const))(
    "responds to the caller '%s' with %s",
    async (person, outcome) => {
      const token = tokenOf(person);
      const before = await readData();
      const answer = await call(server, method, await toPath(folder, post), {
        ...send?.(owner),
        ...(token !== undefined && { token }),
        ...(person === "anonymous with Next's internal headers" && { headers: headersOfNext(folder) }),
      });
      if (typeof outcome === "number") expect(answer.status, answer.text).toBe(outcome);
      else if (method === "HEAD")
        expect(answer).toMatchObject({ text: "", status: STATUSES_OF_HEAD[outcome] });
      else expectProblem(answer, outcome);

      if (writes && typeof outcome === "number") expect(await readData()).not.toEqual(before);
      else expect(await readData()).toEqual(before);
    },
  );
});

const STATUSES_OF_HEAD: Partial<Record<ProblemCode, number>> = {
  "not-authenticated": 401,
  "invalid-token": 401,
  "not-found": 404,
};

/** Returns the internal headers of Next, which once opened routes to anyone (CVE-2025-29927). */
const headersOfNext = (folder: string) => ({
  "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy",
  "x-matched-path": `/api/${folder}`,
});

function tokenOf(person: Person): string | undefined {
  if (person === "anonymous" || person === "anonymous with Next's internal headers") return undefined;
  if (person === "an expired token") return expired(owner);
  if (person === "an ended session") return endedToken;
  return { owner, "another user": other, "a deleted user": deleted }[person].token;
}

function listRoutes(): string[] {
  return readdirSync(path.join(ROOT, "app/api"), { recursive: true, encoding: "utf8" })
    .filter((file) => /^route\.[cm]?[jt]sx?$/.test(path.basename(file)))
    .map((file) => path.dirname(file).replaceAll(path.sep, "/"));
}

/** Returns the path of a route, with the ids of what `owner` owns. */
async function toPath(folder: string, post = { id: 1 }): Promise<string> {
  const id = folder.startsWith("posts/")
    ? post.id
    : folder.includes("sessions/")
      ? await sessionIdOf(server, sidOf(owner.token))
      : owner.id;
  return `/api/${folder.replace("[[...unknown]]", "unknown").replace("[id]", String(id))}`;
}
