// A program: logs in over many connections at once until its time is up, as fast as it gets responses, and prints how often
// each status came. Its arguments are the port, the number of connections, the duration in milliseconds, and optionally an
// address for X-Forwarded-For and a form.
import { Agent, request } from "node:http";

const [, , port, connections = "", durationMs, address, body] = process.argv;
const form = body ?? "username=nobody@example.com&password=a+wrong+password";
const agent = new Agent({ keepAlive: true, maxSockets: Number(connections) });
const counts: Record<string, number> = {};
const end = performance.now() + Number(durationMs);

/** Logs in once and returns the status, or the error of the connection. */
function logIn(): Promise<string> {
  const headers = {
    "Content-Type": "application/x-www-form-urlencoded",
    "Content-Length": form.length,
    ...(address !== undefined && { "X-Forwarded-For": address }),
  };
  return new Promise((resolve) => {
    const sent = request(
      { agent, host: "127.0.0.1", port, method: "POST", path: "/api/users/token", headers },
      (response) => response.resume().once("end", () => resolve(String(response.statusCode))),
    );
    sent.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    sent.end(form);
  });
}

async function keepLoggingIn(): Promise<void> {
  while (performance.now() < end) {
    const outcome = await logIn();
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  }
}

const logins = Array.from({ length: Number(connections) }, keepLoggingIn);
console.log("begun");
await Promise.all(logins);
agent.destroy();
console.log(JSON.stringify(counts));
