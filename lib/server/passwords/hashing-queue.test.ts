import { availableParallelism } from "node:os";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { runInRequest } from "../request/request-context";
import { HASHES_AT_WORK, HASHES_WAITING, enqueueHash } from "./hashing-queue";

const REQUEST = { requestId: "1", address: "::1", userAgent: null, method: "POST", path: "/api/users/token" };

/** A hash that takes until it is told to end. */
interface Hash {
  turn: Promise<unknown>;
  hasBegun: () => boolean;
  finish: () => void;
}

let hashes: Hash[] = [];

function begin(signal?: AbortSignal): Hash {
  let begun = false;
  let finish = () => {};
  const finished = new Promise<void>((resolve) => (finish = resolve));
  const work = () => {
    begun = true;
    return finished;
  };
  const turn =
    signal === undefined ? enqueueHash(work) : runInRequest({ ...REQUEST, signal }, () => enqueueHash(work));
  turn.catch(() => undefined); // judged by the test, perhaps later
  const hash = { turn, hasBegun: () => begun, finish };
  hashes.push(hash);
  return hash;
}

const beginMany = (count: number) => Array.from({ length: count }, () => begin());
const settle = () => vi.advanceTimersByTimeAsync(0);
const isOverloaded = expect.objectContaining({ name: "AppError", code: "overloaded" });

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(async () => {
  for (const hash of hashes) hash.finish();
  await Promise.allSettled(hashes.map(({ turn }) => turn));
  hashes = [];
  vi.useRealTimers();
});

it("has so many at work and no more, in the order in which they came", async () => {
  const all = beginMany(HASHES_AT_WORK + 2);
  await settle();
  const begun = () => all.filter((hash) => hash.hasBegun()).length;
  expect(begun()).toBe(HASHES_AT_WORK);
  all[0]?.finish();
  await settle();
  expect(begun()).toBe(HASHES_AT_WORK + 1);
  expect(all[HASHES_AT_WORK]?.hasBegun()).toBe(true);
});

it("has three at work, or as many as the machine has cores", () => {
  expect(HASHES_AT_WORK).toBe(Math.min(availableParallelism(), 3));
});

it("refuses who comes when fifty wait, and takes the next when one of them has had its turn", async () => {
  const [first] = beginMany(HASHES_AT_WORK + 50);
  await settle();
  await expect(begin().turn).rejects.toEqual(isOverloaded);
  first?.finish();
  await settle();
  const next = begin();
  for (const hash of hashes) hash.finish();
  await expect(next.turn).resolves.toBeUndefined();
  expect(HASHES_WAITING).toBe(50);
});

it("refuses who has waited for five seconds, and never does their work", async () => {
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

it("lets what is at work take as long as it takes", async () => {
  const hash = begin();
  await vi.advanceTimersByTimeAsync(60_000);
  hash.finish();
  await expect(hash.turn).resolves.toBeUndefined();
});

it("forgets whose client went away while they waited", async () => {
  const atWork = beginMany(HASHES_AT_WORK);
  const client = new AbortController();
  const waiting = begin(client.signal);
  await settle();
  client.abort();
  await expect(waiting.turn).rejects.toEqual(isOverloaded);
  for (const hash of atWork) hash.finish();
  await settle();
  expect(waiting.hasBegun()).toBe(false);
});

it("never begins for a client that is gone already", async () => {
  const gone = begin(AbortSignal.abort());
  await expect(gone.turn).rejects.toEqual(isOverloaded);
  expect(gone.hasBegun()).toBe(false);
});

it("begins no other beside one at work whose client went away", async () => {
  const client = new AbortController();
  const abandoned = begin(client.signal);
  beginMany(HASHES_AT_WORK - 1);
  const next = begin();
  client.abort();
  await settle();
  expect(next.hasBegun()).toBe(false);
  abandoned.finish();
  await settle();
  expect(next.hasBegun()).toBe(true);
});

it("keeps nothing of a client that was served", async () => {
  const client = new AbortController();
  const remove = vi.spyOn(client.signal, "removeEventListener");
  const hash = begin(client.signal);
  hash.finish();
  await hash.turn;
  expect(remove).toHaveBeenCalled();
  expect(vi.getTimerCount()).toBe(0);
});
