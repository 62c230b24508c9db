import { setTimeout as sleep } from "node:timers/promises";
import { expect, vi } from "vitest";
import type { OwnInkwell } from "../../support/inkwell";
import { readMemoryMib } from "../../support/memory";

/** How long memory may take to be collected after an attack, in milliseconds. */
const COLLECTED_WITHIN_MS = 60_000;
const PAUSE_MS = 50;

/** Uses the site during `attack`, each time over a new connection, and returns the longest wait in milliseconds. */
export async function longestWaitDuring(
  { url }: OwnInkwell,
  paths: readonly string[],
  attack: Promise<unknown>,
): Promise<number> {
  let isOver = false;
  const over = attack.finally(() => (isOver = true));
  let longest = 0;
  while (!isOver) {
    for (const path of paths) {
      const start = performance.now();
      const response = await fetch(url + path, { headers: { Connection: "close" } });
      await response.arrayBuffer();
      longest = Math.max(longest, performance.now() - start);
      expect(response.status).toBe(200);
    }
    await sleep(PAUSE_MS);
  }
  await over;
  return longest;
}

/** Waits until a server uses less memory than `mib`. A few requests make V8 collect garbage. */
export async function expectMemoryBelow(server: OwnInkwell, mib: number): Promise<void> {
  const isBelow = async () => {
    await (await fetch(server.url)).arrayBuffer();
    return readMemoryMib(server.pid, "now") < mib;
  };
  await vi.waitUntil(isBelow, { timeout: COLLECTED_WITHIN_MS, interval: 200 }).catch(() => undefined);
  expect(readMemoryMib(server.pid, "now")).toBeLessThan(mib);
}
