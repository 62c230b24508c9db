import { connect } from "node:net";
import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { provideOwnInkwell } from "../support/inkwell";
import { signUp } from "../support/users";
import { readMemoryMib } from "../support/memory";
import { expectMemoryBelow, longestWaitDuring } from "./support/bystander";
import { LARGE_LIST, writeLargeList } from "./support/large-list";

const WAIT_MS = 1_000;
const ATTACK_MS = 3_000;
/** How much more memory than before may be in use after an attack. */
const MEMORY_FACTOR = 1.25;
/** Attempts per attack: other load on the machine slows some of them. */
const ATTEMPTS = 3;
const WARM_UP_REQUESTS = 100;

const server = provideOwnInkwell({ env: { NODE_OPTIONS: "--max-old-space-size=256" } });
const BYSTANDER_PATHS = ["/", "/api/health"];
let memoryMib: number;

const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`;
const MIX = ["/", LARGE_LIST, "/login", "/api/posts", "/docs"].map(get).join("");

/** Sends all requests over one connection, reads nothing and disconnects after a fixed time. */
async function attack(requests: string): Promise<void> {
  const socket = connect(server.port, "127.0.0.1").on("error", () => undefined);
  socket.pause();
  socket.write(requests);
  await sleep(ATTACK_MS);
  socket.resetAndDestroy();
  await sleep(ATTACK_MS / 2);
}

beforeAll(async () => {
  const { id } = await signUp(server);
  await writeLargeList(server, id);
  for (let count = 0; count < WARM_UP_REQUESTS; count += 1)
    for (const path of [...BYSTANDER_PATHS, "/login"]) await (await fetch(server.url + path)).arrayBuffer();
  for (let count = 0; count < 10; count += 1) await (await fetch(server.url + LARGE_LIST)).arrayBuffer();
  memoryMib = readMemoryMib(server.pid, "now");
});

describe.runIf(existsSync("/proc/self/status"))("one connection with pipelined requests:", () => {
  it.each([
    ["1,000 requests for the front page", get("/").repeat(1_000)],
    ["1,000 requests for a list of large posts", get(LARGE_LIST).repeat(1_000)],
    ["20 requests for a list of large posts", get(LARGE_LIST).repeat(20)],
    ["1,000 requests for different pages", MIX.repeat(200)],
  ])("%s delays no other client and keeps no memory", async (_what, requests) => {
    let longest = Infinity;
    for (let attempt = 0; attempt < ATTEMPTS && longest >= WAIT_MS; attempt += 1)
      longest = await longestWaitDuring(server, BYSTANDER_PATHS, attack(requests));
    console.log(
      `longest wait ${longest.toFixed(0)} ms, memory ${memoryMib.toFixed(0)} → ${readMemoryMib(server.pid, "now").toFixed(0)} MiB`,
    );
    expect(longest).toBeLessThan(WAIT_MS);
    await expectMemoryBelow(server, memoryMib * MEMORY_FACTOR);
  });
});
