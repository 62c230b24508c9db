// A program: logs in over many connections at once until its time is up, as fast as it is answered, and prints how often each
// status came. Its arguments are the port, how many connections and how many milliseconds.
import { Agent, request } from "node:http";

const [port, connections, durationMs] = process.argv.slice(2).map(Number) as [number, number, number];
const agent = new Agent({ keepAlive: true, maxSockets: connections });
const counts: Record<string, number> = {};
const end = performance.now() + durationMs;

/** One log-in; gives its status, or what became of the connection. */
function logIn(): Promise<string> {
  const form = `username=nobody@example.com&password=a+wrong+password`;
  const headers = { "Content-Type": "application/x-www-form-urlencoded", "Content-Length": form.length };
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

const logins = Array.from({ length: connections }, keepLoggingIn);
console.log("begun");
await Promise.all(logins);
agent.destroy();
console.log(JSON.stringify(counts));
