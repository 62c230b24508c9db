import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { HASHES_AT_WORK, HASHES_WAITING } from "@/lib/server/passwords/hashing-queue";
import { withFloodGate } from "./flood-gate";

const PLACES = HASHES_AT_WORK + HASHES_WAITING;
const PATH = "/api/users/token";

let inside: { request: IncomingMessage; response: ServerResponse }[];
let url: string;
const server = createServer(withFloodGate((request, response) => void inside.push({ request, response })));

beforeEach(async () => {
  inside = [];
  await once(server.listen(0, "127.0.0.1"), "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const send = (body: URLSearchParams | string, path = PATH) => fetch(url + path, { method: "POST", body });

/** Takes every place with log-ins that come to no end. */
async function fill(): Promise<void> {
  for (let count = 0; count < PLACES; count += 1) send("username=a&password=b").catch(() => undefined);
  await vi.waitUntil(() => inside.length === PLACES);
  inside = [];
}

it("lets no log-in and no registration in past the places that there are", async () => {
  await fill();
  const answers = [await send("username=a&password=b"), await send("{}", "/api/users")];
  expect(answers.map(({ status }) => status)).toEqual([503, 503]);
  expect(inside).toEqual([]);
});

it("lets a renewal in all the same, as it was sent", async () => {
  await fill();
  const form = new URLSearchParams({ grant_type: "refresh_token", refresh_token: "x".repeat(64) });
  const answer = send(form, `${PATH}?from=here`);
  await vi.waitUntil(() => inside.length === 1);
  const [{ request, response } = {}] = inside;
  expect(request).toMatchObject({ method: "POST", url: `${PATH}?from=here`, complete: true });
  expect(request?.headers).toMatchObject({
    "content-type": "application/x-www-form-urlencoded;charset=UTF-8",
    "content-length": String(String(form).length),
  });
  expect(request && (await text(request))).toBe(String(form));
  response?.end("renewed");
  expect(await (await answer).text()).toBe("renewed");
});

it.each([
  ["a log-in whose password reads like one", "username=a&password=grant_type=refresh_token"],
  ["one that is far too long", `grant_type=refresh_token&refresh_token=${"x".repeat(2_000)}`],
  ["another grant besides", "grant_type=password&grant_type=refresh_token"],
])("but not %s", async (_what, body) => {
  await fill();
  expect((await send(body)).status).toBe(503);
  expect(inside).toEqual([]);
});
