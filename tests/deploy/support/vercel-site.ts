import { readFileSync, realpathSync } from "node:fs";
import { createServer, request as send, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import type { Inkwell } from "../../support/inkwell";
import { startProgram, type Program } from "../../support/process";
import { VercelRouter, type Plan } from "./vercel-router";

const FUNCTION_HOST = path.join(import.meta.dirname, "vercel-function.mjs");
const METHOD_NOT_ALLOWED = 405;

/** The functions and files of `vercel build`, served on a port of this machine as Vercel serves them. */
export interface VercelSite extends Inkwell {
  /** The client address of the requests that follow. */
  address: string;
  /** Stops all functions, as Vercel does between requests, after the work that they want to finish. */
  freeze: () => Promise<void>;
  thaw: () => void;
  stop: () => Promise<void>;
}

interface RunningFunction {
  program: Program;
  /** How often it was frozen. */
  freezes: number;
}

/** What a function is called with. */
interface Call {
  folder: string;
  method: string;
  url: string;
  headers: IncomingMessage["headers"];
  body?: IncomingMessage;
}

/**
 * Serves what `vercel build` has built, each function in a process of its own.
 *
 * @param output the folder `.vercel/output`
 * @param env settings of the functions
 */
export async function startVercelSite(
  output: string,
  { env, databaseUrl }: { env: Record<string, string>; databaseUrl: string },
): Promise<VercelSite> {
  const router = new VercelRouter(output);
  const functions = new Map<string, RunningFunction>();

  const call = async ({ folder, method, url, headers, body }: Call): Promise<IncomingMessage> => {
    const running = functions.get(folder) ?? {
      program: startFunction(folder, { ...env, DATABASE_URL: databaseUrl }),
      freezes: 0,
    };
    functions.set(folder, running);
    const { program } = running;
    const [, port] = await program.prints(/at port (\d+)\./);
    return new Promise((resolve, reject) => {
      const request = send({ host: "127.0.0.1", port, method, path: url, headers }, resolve);
      request.on("error", reject);
      if (body === undefined) request.end();
      else body.pipe(request);
    });
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = "GET" } = request;
    let { url = "/" } = request;
    const headers = toVercelHeaders(request, site.address);
    let plan = router.plan(url, headers);
    const respond = (from: IncomingMessage, status = from.statusCode ?? 500) => {
      response.writeHead(status, { ...plan.headers, ...toResponseHeaders(from.headers) });
      from.pipe(response);
    };

    if (plan.middleware !== undefined) {
      const folder = functionAt(router, plan.middleware);
      const advice = await call({ folder, method, url, headers });
      const rewritten = advice.headers["x-middleware-rewrite"]?.toString();
      if (advice.headers["x-middleware-next"] !== "1" && rewritten === undefined) return respond(advice);
      advice.resume();
      Object.assign(headers, overridesOf(advice));
      if (rewritten !== undefined) {
        const { pathname, search } = new URL(rewritten);
        url = pathname + search;
        plan = router.plan(url, headers);
      }
      Object.assign(plan.headers, toResponseHeaders(advice.headers));
    }
    const file = router.fileAt(plan.target);
    if (file !== undefined) return sendFile(file, method, plan, response);
    const folder = functionAt(router, plan.target);
    const [matched = "", query] = plan.target.split("?", 2);
    const target = `${url.replace(/\?.*/s, "")}${query === undefined ? "" : `?${query}`}`;
    respond(
      await call({
        folder,
        method,
        url: target,
        headers: { ...headers, "x-matched-path": matched },
        body: request,
      }),
      plan.status,
    );
  };

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const signal = (name: NodeJS.Signals) => functions.forEach(({ program }) => program.kill(name));

  const site: VercelSite = {
    url: `http://127.0.0.1:${port}`,
    port,
    pid: process.pid,
    databaseUrl,
    secrets: new Set(),
    address: "192.0.2.1",
    output: () => [...functions.values()].map(({ program }) => program.output()).join(""),
    async freeze() {
      for (const running of functions.values()) {
        running.program.kill("SIGUSR2");
        running.freezes += 1;
        await running.program.prints(new RegExp(`is frozen \\(${running.freezes}\\)`));
      }
    },
    thaw: () => signal("SIGCONT"),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      signal("SIGKILL");
      await Promise.all([...functions.values()].map(({ program }) => program.exited));
    },
  };
  return site;
}

function startFunction(folder: string, env: Record<string, string>): Program {
  return startProgram(process.execPath, [FUNCTION_HOST, folder], {
    env: { ...env, NODE_ENV: "production", VERCEL: "1" },
  });
}

/** Returns the folder of a function. Paths with the same code share one, and so a process. */
function functionAt(router: VercelRouter, target: string): string {
  const folder = router.functionAt(target);
  if (folder === undefined) throw new Error(`The build has no function for ${target}.`);
  return realpathSync(folder);
}

/** Returns a request's headers with those that Vercel sets itself, whatever the client has sent. */
function toVercelHeaders({ headers }: IncomingMessage, address: string): IncomingMessage["headers"] {
  return {
    ...headers,
    "x-forwarded-for": address,
    "x-vercel-forwarded-for": address,
    "x-real-ip": address,
    "x-forwarded-host": headers.host,
    "x-forwarded-proto": "https",
  };
}

/** Returns the headers that the middleware replaces in the request. */
function overridesOf({ headers }: IncomingMessage): IncomingMessage["headers"] {
  const names = headers["x-middleware-override-headers"]?.toString().split(",") ?? [];
  return Object.fromEntries(names.map((name) => [name, headers[`x-middleware-request-${name}`]?.toString()]));
}

/** Returns the headers of a function's response that its client gets. */
function toResponseHeaders(headers: IncomingMessage["headers"]): IncomingMessage["headers"] {
  const isInternal = (name: string) =>
    /^(?:x-middleware-|x-nextjs-rewritten|connection$|keep-alive$|date$)/.test(name);
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !isInternal(name)));
}

function sendFile(file: string, method: string, plan: Plan, response: ServerResponse): void {
  const isRead = method === "GET" || method === "HEAD";
  response.writeHead(isRead ? (plan.status ?? 200) : METHOD_NOT_ALLOWED, plan.headers);
  response.end(isRead ? readFileSync(file) : undefined);
}
