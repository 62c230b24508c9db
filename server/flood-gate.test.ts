import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { HASHES_AT_WORK, HASHES_WAITING } from "@/lib/server/passwords/hashing-queue";
import { trustConnectionAddress, CONNECTION_ADDRESS_HEADER } from "@/lib/server/request/client-address";
import { withFloodGate } from "./flood-gate";

const PLACES = HASHES_AT_WORK + HASHES_WAITING;
const PATH = "/api/users/token";

let inside: { request: IncomingMessage; response: ServerResponse }[];
let url: string;
const server = createServer(withFloodGate((request, response) => void inside.push({ request, response })));

beforeEach(async () => {
  trustConnectionAddress();
  inside = [];
  await once(server.listen(0, "127.0.0.1"), "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

interface Options {
  address?: string;
  method?: string;
  path?: string;
}

/** Sends a form; the address header stands in for the server around the gate, which writes it. */
const send = (
  body: URLSearchParams | string = "username=a&password=b",
  { address = "192.0.2.1", method = "POST", path = PATH }: Options = {},
) => fetch(url + path, { method, body, headers: { [CONNECTION_ADDRESS_HEADER]: address } });

/** Waits until `count` requests are inside. */
const waitForInside = (count: number) => vi.waitUntil(() => inside.length === count, { timeout: 10_000 });

/** Takes every place with endless logins, each from its own address. */
async function fill(): Promise<void> {
  for (let count = 0; count < PLACES; count += 1)
    send(undefined, { address: `198.51.100.${count}` }).catch(() => undefined);
  await waitForInside(PLACES);
  inside = [];
}

/** Sends many logins at once and returns how many get a place. */
async function countPlaces(toAddress: (index: number) => string): Promise<number> {
  let rejected = 0;
  const count = 2 * PLACES;
  for (let index = 0; index < count; index += 1)
    send(undefined, { address: toAddress(index) }).then(
      () => (rejected += 1),
      () => undefined,
    );
  await vi.waitUntil(() => inside.length + rejected === count, { timeout: 10_000 });
  return inside.length;
}

it("rejects logins, registrations and password changes with 503 when every place is taken", async () => {
  await fill();
  const responses = await Promise.all([
    send(),
    send("{}", { path: "/api/users" }),
    send("{}", { method: "PUT", path: "/api/users/me/password" }),
  ]);
  expect(responses.map(({ status }) => status)).toEqual([503, 503, 503]);
  expect(inside).toEqual([]);
});

it.each([
  ["a logout", "POST", `${PATH}/revoke`],
  ["a change of username", "PATCH", "/api/users/1"],
])("passes %s on when every place is taken", async (_what, method, path) => {
  await fill();
  const response = send("{}", { method, path });
  await waitForInside(1);
  inside[0]?.response.end("done");
  expect(await (await response).text()).toBe("done");
});

describe("a flood from one client", () => {
  it.each<[string, (index: number) => string, string]>([
    ["IPv4 address", () => "192.0.2.1", "192.0.2.2"],
    ["IPv6 /64", (index) => `2001:db8:1:1::${index + 1}`, "2001:db8:1:2::1"],
    ["IPv6 /48", (index) => `2001:db8:1:${index + 1}::1`, "2001:db8:2:1::1"],
  ])("leaves places for others when it comes from an %s", async (_what, toAddress, other) => {
    const held = await countPlaces(toAddress);
    expect(held).toBeLessThan(PLACES);
    expect(held).toBeGreaterThanOrEqual(Math.floor(PLACES / 2));
    void send(undefined, { address: other }).catch(() => undefined);
    await waitForInside(held + 1);
  });
});

it("counts a 429 against its client for a moment, so that a flood of them gets 503", async () => {
  const rejectAll = setInterval(() => {
    for (const { response } of inside.filter(({ response }) => !response.headersSent))
      response.writeHead(429).end();
  });
  const responses = await Promise.all(Array.from({ length: 3 * PLACES }, () => send()));
  clearInterval(rejectAll);
  const counts = (status: number) => responses.filter((response) => response.status === status).length;
  expect(counts(429)).toBeLessThanOrEqual(PLACES);
  expect(counts(429) + counts(503)).toBe(3 * PLACES);

  inside = [];
  for (const address of ["192.0.2.2", "192.0.2.1"]) void send(undefined, { address }).catch(() => undefined);
  await waitForInside(2);
});

it("passes a renewal on as it was sent when every place is taken", async () => {
  await fill();
  const form = new URLSearchParams({ grant_type: "refresh_token", refresh_token: "x".repeat(64) });
  const response = send(form, { path: `${PATH}?from=here` });
  await waitForInside(1);
  const [{ request, response: pending } = {}] = inside;
  expect(request).toMatchObject({ method: "POST", url: `${PATH}?from=here`, complete: true });
  expect(request?.headers).toMatchObject({
    "content-type": "application/x-www-form-urlencoded;charset=UTF-8",
    "content-length": String(String(form).length),
  });
  expect(request && (await text(request))).toBe(String(form));
  pending?.end("renewed");
  expect(await (await response).text()).toBe("renewed");
});

it("rejects a request that only looks like a renewal when every place is taken", async () => {
  await fill();
  const forms = [
    "username=a&password=grant_type=refresh_token",
    `grant_type=refresh_token&refresh_token=${"x".repeat(2_000)}`,
    "grant_type=password&grant_type=refresh_token",
  ];
  const responses = await Promise.all(forms.map((form) => send(form)));
  expect(responses.map(({ status }) => status)).toEqual([503, 503, 503]);
  expect(inside).toEqual([]);
});
