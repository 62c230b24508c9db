import { availableParallelism } from "node:os";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { runInRequest } from "../request/request-context";
import { HASHES_AT_WORK, HASHES_WAITING, enqueueHash } from "./hashing-queue";

const REQUEST = { requestId: "1", userAgent: null, method: "POST", path: "/api/users/token" };

/** A hash that runs until the test finishes it. */
interface Hash {
  turn: Promise<unknown>;
  hasBegun: () => boolean;
  finish: () => void;
}

let hashes: Hash[] = [];
/** The addresses whose hashes have begun, in that order. */
let begun: string[] = [];

function begin(address = "::1", signal = new AbortController().signal): Hash {
  let hasBegun = false;
  let finish = () => {};
  const finished = new Promise<void>((resolve) => (finish = resolve));
  const work = () => {
    hasBegun = true;
    begun.push(address);
    return finished;
  };
  const turn = runInRequest({ ...REQUEST, address, signal }, () => enqueueHash(work));
  turn.catch(() => undefined); // some tests await it later
  const hash = { turn, hasBegun: () => hasBegun, finish };
  hashes.push(hash);
  return hash;
}

const beginMany = (count: number, address?: string) => Array.from({ length: count }, () => begin(address));
/** Starts as many hashes as can run or wait, each from another address. */
const fill = () =>
  Array.from({ length: HASHES_AT_WORK + HASHES_WAITING }, (_, index) => begin(`198.51.100.${index}`));
const settle = () => vi.advanceTimersByTimeAsync(0);
const isOverloaded = expect.objectContaining({ name: "AppError", code: "overloaded" });

/** Finishes every hash that runs, until none is left. */
async function finishAll(): Promise<void> {
  while (hashes.some((hash) => hash.hasBegun())) {
    const running = hashes.filter((hash) => hash.hasBegun());
    hashes = hashes.filter((hash) => !running.includes(hash));
    for (const hash of running) hash.finish();
    await settle();
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  begun = [];
});

afterEach(async () => {
  for (const hash of hashes) hash.finish();
  await Promise.allSettled(hashes.map(({ turn }) => turn));
  hashes = [];
  vi.useRealTimers();
});

it("runs three hashes at once, or as many as the machine has cores, and starts the next when one ends", async () => {
  expect(HASHES_AT_WORK).toBe(Math.min(availableParallelism(), 3));
  const all = beginMany(HASHES_AT_WORK + 2);
  await settle();
  expect(begun).toHaveLength(HASHES_AT_WORK);
  all[0]?.finish();
  await settle();
  expect(begun).toHaveLength(HASHES_AT_WORK + 1);
  expect(all[HASHES_AT_WORK]?.hasBegun()).toBe(true);
});

it("rejects a hash when a hundred clients wait, and accepts the next once one of them has had its turn", async () => {
  const [first] = fill();
  await settle();
  await expect(begin("192.0.2.1").turn).rejects.toEqual(isOverloaded);
  first?.finish();
  await settle();
  const next = begin("192.0.2.1");
  for (const hash of hashes) hash.finish();
  await expect(next.turn).resolves.toBeUndefined();
  expect(HASHES_WAITING).toBe(100);
});

describe("a flood from one address", () => {
  it("takes no more places than it leaves free", async () => {
    let held = HASHES_WAITING;
    for (const { turn } of beginMany(held, "192.0.2.1")) turn.catch(() => (held -= 1));
    await settle();
    expect(held).toBeLessThanOrEqual((HASHES_AT_WORK + HASHES_WAITING) / 2);
    expect(held).toBeGreaterThanOrEqual(50);
    await finishAll();
  });

  it("delays a hash from another address only by the hashes that already run", async () => {
    beginMany(HASHES_WAITING, "192.0.2.1");
    await settle();
    begun = [];
    begin("192.0.2.2");
    beginMany(3, "192.0.2.1");
    await finishAll();
    expect(begun[0]).toBe("192.0.2.2");
    expect(begun.length).toBeGreaterThan(1);
  });

  it("is served in alternation with other clients", async () => {
    beginMany(HASHES_AT_WORK, "192.0.2.9");
    beginMany(3, "192.0.2.1");
    beginMany(3, "192.0.2.2");
    await settle();
    begun = [];
    await finishAll();
    for (const round of [0, 2, 4])
      expect(begun.slice(round, round + 2).toSorted()).toEqual(["192.0.2.1", "192.0.2.2"]);
  });

  it("counts as one when it comes from many /64 networks of one /48", async () => {
    for (let network = 1; network <= 100; network += 1) begin(`2001:db8:1:${network}::1`);
    await settle();
    begun = [];
    const other = begin("2001:db8:2:1::1");
    await finishAll();
    expect(begun[0]).toBe("2001:db8:2:1::1");
    await expect(other.turn).resolves.toBeUndefined();
  });
});

it("rejects a hash that has waited for five seconds, and never runs it", async () => {
  const atWork = beginMany(HASHES_AT_WORK);
  const waiting = begin();
  await vi.advanceTimersByTimeAsync(4_999);
  const late = begin();
  await vi.advanceTimersByTimeAsync(1);
  await expect(waiting.turn).rejects.toEqual(isOverloaded);
  for (const hash of atWork) hash.finish();
  late.finish();
  await expect(late.turn).resolves.toBeUndefined();
  expect(waiting.hasBegun()).toBe(false);
});

it("lets a running hash take as long as it needs", async () => {
  const hash = begin();
  await vi.advanceTimersByTimeAsync(60_000);
  hash.finish();
  await expect(hash.turn).resolves.toBeUndefined();
});

it("drops a waiting hash when its client disconnects", async () => {
  const atWork = beginMany(HASHES_AT_WORK);
  const client = new AbortController();
  const waiting = begin("192.0.2.1", client.signal);
  await settle();
  client.abort();
  await expect(waiting.turn).rejects.toEqual(isOverloaded);
  for (const hash of atWork) hash.finish();
  await settle();
  expect(waiting.hasBegun()).toBe(false);
});

it("never runs a hash whose client has disconnected already", async () => {
  const gone = begin("192.0.2.1", AbortSignal.abort());
  await expect(gone.turn).rejects.toEqual(isOverloaded);
  expect(gone.hasBegun()).toBe(false);
});

it("starts no other hash beside a running one whose client has disconnected", async () => {
  const client = new AbortController();
  const abandoned = begin("192.0.2.1", client.signal);
  beginMany(HASHES_AT_WORK - 1);
  const next = begin();
  client.abort();
  await settle();
  expect(next.hasBegun()).toBe(false);
  abandoned.finish();
  await settle();
  expect(next.hasBegun()).toBe(true);
});

it("frees the place of every hash, whether it ran, waited too long or lost its client", async () => {
  const client = new AbortController();
  const remove = vi.spyOn(client.signal, "removeEventListener");
  const served = begin("192.0.2.1", client.signal);
  served.finish();
  await served.turn;
  expect(remove).toHaveBeenCalled();
  expect(vi.getTimerCount()).toBe(0);

  beginMany(HASHES_AT_WORK);
  beginMany(20, "192.0.2.1");
  await vi.advanceTimersByTimeAsync(5_000);
  for (let time = 0; time < 100; time += 1) begin("192.0.2.1", AbortSignal.abort());
  await settle();
  const last = begin("192.0.2.1");
  await finishAll();
  await expect(last.turn).resolves.toBeUndefined();
});
