import { once } from "node:events";
import { connect } from "node:http2";
import { expect, it } from "vitest";
import { isInstalled } from "./support/is-installed";
import { startNginx } from "./support/nginx";
import { SITE_HOST } from "./support/proxy";
import { findFreePort } from "../support/postgres-cluster";

const LIMIT = 100;
const EXCESS = 5;

it.runIf(isInstalled("nginx"))(
  `nginx answers more than ${LIMIT} requests of one client at a time with 429 (skipped unless nginx is installed)`,
  async () => {
    // Nothing listens there: the requests never arrive, because their bodies are incomplete.
    const nginx = await startNginx([await findFreePort()]);
    const session = connect(`https://127.0.0.1:${nginx.port}`, {
      ca: nginx.certificate,
      servername: SITE_HOST,
    });
    // A test that times out would leave nginx running.
    const signal = AbortSignal.timeout(20_000);
    try {
      const head = { ":method": "POST", ":path": "/api/posts", ":authority": SITE_HOST };
      const streams = Array.from({ length: LIMIT + EXCESS }, () => session.request(head));
      const rejected = await Promise.all(
        streams.slice(LIMIT).map((stream) => once(stream, "response", { signal })),
      );
      expect(rejected.map(([headers]) => (headers as Record<string, unknown>)[":status"])).toEqual(
        Array(EXCESS).fill(429),
      );
      expect(streams.slice(0, LIMIT).every((stream) => !stream.destroyed)).toBe(true);
    } finally {
      session.destroy();
      await nginx.stop();
    }
  },
);
