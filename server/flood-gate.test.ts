import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { beforeAll, expect, it, vi, type TestContext } from "vitest";
import { HASHES_AT_WORK, HASHES_WAITING } from "@/lib/server/passwords/hashing-queue";
import { trustConnectionAddress, CONNECTION_ADDRESS_HEADER } from "@/lib/server/request/client-address";
import { withFloodGate } from "./flood-gate";

const PLACES = HASHES_AT_WORK + HASHES_WAITING;
const PATH = "/api/users/token";

beforeAll(trustConnectionAddress);

interface Options {
  address?: string;
  method?: string;
  path?: string;
}

/** A server behind a gate of its own: the tests run at the same time, because a 503 comes seconds later. */
class Gate {
  inside: { request: IncomingMessage; response: ServerResponse }[] = [];
  readonly #server = createServer(
    withFloodGate((request, response) => void this.inside.push({ request, response })),
  );

  static async open({ onTestFinished }: TestContext): Promise<Gate> {
    const gate = new Gate();
    await once(gate.#server.listen(0, "127.0.0.1"), "listening");
    onTestFinished(async () => {
      gate.#server.closeAllConnections();
      await new Promise((resolve) => gate.#server.close(resolve));
    });
    return gate;
  }

  /** Sends a form; the address header stands in for the server around the gate, which writes it. */
  send(
    body: URLSearchParams | string = "username=a&password=b",
    { address = "192.0.2.1", method = "POST", path = PATH }: Options = {},
  ): Promise<Response> {
    const { port } = this.#server.address() as AddressInfo;
    const headers = { [CONNECTION_ADDRESS_HEADER]: address };
    return fetch(`http://127.0.0.1:${port}${path}`, { method, body, headers });
  }

  /** Waits until `count` requests are inside. */
  async waitForInside(count: number): Promise<void> {
    await vi.waitUntil(() => this.inside.length === count, { timeout: 10_000 });
  }

  /** Takes every place with endless logins, each from its own address. */
  async fill(): Promise<void> {
    for (let count = 0; count < PLACES; count += 1)
      this.send(undefined, { address: `198.51.100.${count}` }).catch(() => undefined);
    await this.waitForInside(PLACES);
    this.inside = [];
  }

  /** Sends many logins at once and returns how many get a place. */
  async countPlaces(toAddress: (index: number) => string): Promise<number> {
    let rejected = 0;
    const count = 2 * PLACES;
    for (let index = 0; index < count; index += 1)
      this.send(undefined, { address: toAddress(index) }).then(
        () => (rejected += 1),
        () => undefined,
      );
    await vi.waitUntil(() => this.inside.length + rejected === count, { timeout: 10_000 });
    return this.inside.length;
  }
}

it.concurrent(
  "rejects logins, registrations and password changes with 503 when every place is taken",
  async (test) => {
    const gate = await Gate.open(test);
    await gate.fill();
    const responses = await Promise.all([
      gate.send(),
      gate.send("{}", { path: "/api/users" }),
      gate.send("{}", { method: "PUT", path: "/api/users/me/password" }),
    ]);
    expect(responses.map(({ status }) => status)).toEqual([503, 503, 503]);
    expect(gate.inside).toEqual([]);
  },
);

it.concurrent.for([
  ["a logout", "POST", `${PATH}/revoke`],
  ["a change of username", "PATCH", "/api/users/1"],
] as const)("passes %s on when every place is taken", async ([, method, path], test) => {
  const gate = await Gate.open(test);
  await gate.fill();
  const response = gate.send("{}", { method, path });
  await gate.waitForInside(1);
  gate.inside[0]?.response.end("done");
  expect(await (await response).text()).toBe("done");
});

it.concurrent.for<[string, (index: number) => string, string]>([
  ["IPv4 address", () => "192.0.2.1", "192.0.2.2"],
  ["IPv6 /64", (index) => `2001:db8:1:1::${index + 1}`, "2001:db8:1:2::1"],
  ["IPv6 /48", (index) => `2001:db8:1:${index + 1}::1`, "2001:db8:2:1::1"],
])("leaves places for others in a flood from one %s", async ([, toAddress, other], test) => {
  const gate = await Gate.open(test);
  const held = await gate.countPlaces(toAddress);
  expect(held).toBeLessThan(PLACES);
  expect(held).toBeGreaterThanOrEqual(Math.floor(PLACES / 2));
  void gate.send(undefined, { address: other }).catch(() => undefined);
  await gate.waitForInside(held + 1);
});

it.concurrent("passes a renewal on as it was sent when every place is taken", async (test) => {
  const gate = await Gate.open(test);
  await gate.fill();
  const form = new URLSearchParams({ grant_type: "refresh_token", refresh_token: "x".repeat(64) });
  const response = gate.send(form, { path: `${PATH}?from=here` });
  await gate.waitForInside(1);
  const [{ request, response: pending } = {}] = gate.inside;
  expect(request).toMatchObject({ method: "POST", url: `${PATH}?from=here`, complete: true });
  expect(request?.headers).toMatchObject({
    "content-type": "application/x-www-form-urlencoded;charset=UTF-8",
    "content-length": String(String(form).length),
  });
  expect(request && (await text(request))).toBe(String(form));
  pending?.end("renewed");
  expect(await (await response).text()).toBe("renewed");
});

it.concurrent("rejects a request that only looks like a renewal when every place is taken", async (test) => {
  const gate = await Gate.open(test);
  await gate.fill();
  const forms = [
    "username=a&password=grant_type=refresh_token",
    `grant_type=refresh_token&refresh_token=${"x".repeat(2_000)}`,
    "grant_type=password&grant_type=refresh_token",
  ];
  const responses = await Promise.all(forms.map((form) => gate.send(form)));
  expect(responses.map(({ status }) => status)).toEqual([503, 503, 503]);
  expect(gate.inside).toEqual([]);
});

// Alone: its flood must arrive within the second for which a 429 counts.
it("counts a 429 against its client for a moment, so that a flood of them gets 503", async (test) => {
  const gate = await Gate.open(test);
  const rejectAll = setInterval(() => {
    for (const { response } of gate.inside.filter(({ response }) => !response.headersSent))
      response.writeHead(429).end();
  });
  const responses = await Promise.all(Array.from({ length: 3 * PLACES }, () => gate.send()));
  clearInterval(rejectAll);
  const counts = (status: number) => responses.filter((response) => response.status === status).length;
  expect(counts(429)).toBeLessThanOrEqual(PLACES);
  expect(counts(429) + counts(503)).toBe(3 * PLACES);

  gate.inside = [];
  for (const address of ["192.0.2.2", "192.0.2.1"])
    void gate.send(undefined, { address }).catch(() => undefined);
  await gate.waitForInside(2);
});
