import { afterEach, expect, it } from "vitest";
import { runInBackground } from "./background";

const CONTEXT = Symbol.for("@next/request-context");
const host = globalThis as { [CONTEXT]?: unknown };

afterEach(() => {
  delete host[CONTEXT];
});

it("hands the work to a host that waits for it, without its failure", async () => {
  const awaited: Promise<unknown>[] = [];
  host[CONTEXT] = { get: () => ({ waitUntil: (work: Promise<unknown>) => awaited.push(work) }) };
  runInBackground(Promise.resolve());
  runInBackground(Promise.reject(new Error("no database")));
  expect(await Promise.all(awaited)).toHaveLength(2);
});

it.each([undefined, { get: () => undefined }, { get: () => ({}) }])(
  "ignores the failure of work on a host with the context %j",
  async (context) => {
    host[CONTEXT] = context;
    runInBackground(Promise.reject(new Error("no database")));
    await new Promise((resolve) => setImmediate(resolve)); // Vitest reports unhandled rejections.
  },
);
