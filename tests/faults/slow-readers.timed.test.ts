import { existsSync } from "node:fs";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, expect, it } from "vitest";
import { provideOwnInkwell } from "../support/inkwell";
import { signUp } from "../support/users";
import { readMemoryMib } from "../support/memory";
import { expectMemoryBelow, longestWaitDuring } from "./support/bystander";
import { LARGE_LIST, writeLargeList } from "./support/large-list";

const READERS = 40;
const ATTACK_MS = 5_000;
const WAIT_MS = 1_000;
/** What the readers may add to the memory of the server while they are connected, in MiB. */
const ADDED_MIB = 250;
const MEMORY_FACTOR = 1.25;
/** Attempts: other load on the machine slows some of them. */
const ATTEMPTS = 3;

const server = provideOwnInkwell({ env: { NODE_OPTIONS: "--max-old-space-size=256" } });
const BYSTANDER_PATHS = ["/", "/api/health"];
let memoryMib: number;
let peakMib = 0;

/** Opens connections that request large lists and read nothing, and closes them after a while. */
async function attack(): Promise<void> {
  const request = `GET ${LARGE_LIST} HTTP/1.1\r\nHost: x\r\n\r\n`;
  const sockets = Array.from({ length: READERS }, () => {
    const socket = connect(server.port, "127.0.0.1").on("error", () => undefined);
    socket.pause();
    socket.write(request);
    return socket;
  });
  for (const end = performance.now() + ATTACK_MS; performance.now() < end; await sleep(100))
    peakMib = Math.max(peakMib, readMemoryMib(server.pid, "now"));
  for (const socket of sockets) socket.resetAndDestroy();
}

beforeAll(async () => {
  const { id } = await signUp(server);
  await writeLargeList(server, id);
  for (let count = 0; count < 100; count += 1)
    for (const path of BYSTANDER_PATHS) await (await fetch(server.url + path)).arrayBuffer();
  for (let count = 0; count < 10; count += 1) await (await fetch(server.url + LARGE_LIST)).arrayBuffer();
  memoryMib = readMemoryMib(server.pid, "now");
});

it.runIf(existsSync("/proc/self/status"))(
  "40 clients that request large lists and read nothing delay no other client and use little memory",
  async () => {
    let longest = Infinity;
    for (let attempt = 0; attempt < ATTEMPTS && longest >= WAIT_MS; attempt += 1)
      longest = await longestWaitDuring(server, BYSTANDER_PATHS, attack());
    console.log(
      `longest wait ${longest.toFixed(0)} ms, memory ${memoryMib.toFixed(0)} MiB, at most ${peakMib.toFixed(0)} MiB`,
    );
    expect(longest).toBeLessThan(WAIT_MS);
    expect(peakMib - memoryMib).toBeLessThan(ADDED_MIB);
    await expectMemoryBelow(server, memoryMib * MEMORY_FACTOR);
  },
);
