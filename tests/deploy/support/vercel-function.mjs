// Serves one function of `vercel build` on a port that it prints, as Vercel's runtime does: `node vercel-function.mjs FOLDER`.
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const folder = resolve(process.argv[2]);
const require = createRequire(import.meta.url);
const { handler: file, useWebApi } = require(join(folder, ".vc-config.json"));
const background = new Set();

// Functions hand over work that the runtime waits for before it freezes the process.
globalThis[Symbol.for("@vercel/request-context")] = {
  get: () => ({ waitUntil: (work) => background.add(work) }),
};

let freezes = 0;
process.on("SIGUSR2", async () => {
  await Promise.all(background);
  console.log(`The function is frozen (${(freezes += 1)}).`);
  process.kill(process.pid, "SIGSTOP");
});

const handle = require(join(folder, file));

const server = createServer((request, response) => {
  const handled = useWebApi ? serveWeb(request, response) : handle(request, response);
  // As Vercel does when a function throws.
  handled.catch(() => response.writeHead(500, { "X-Vercel-Error": "FUNCTION_INVOCATION_FAILED" }).end());
});
server.listen(0, "127.0.0.1", () => console.log(`The function is at port ${server.address().port}.`));

/** Calls a function that takes a `Request` and returns a `Response`. */
async function serveWeb(request, response) {
  const { method, headers } = request;
  const reply = await handle(new Request(`https://${headers.host}${request.url}`, { method, headers }));
  response.writeHead(reply.status, [...reply.headers].flat());
  if (reply.body) for await (const chunk of reply.body) response.write(chunk);
  response.end();
}
