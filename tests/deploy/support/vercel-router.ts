import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

/** A route of `.vercel/output/config.json`, as far as the output of Next uses them (Build Output API, version 3). */
interface Route {
  src?: string;
  dest?: string;
  status?: number;
  headers?: Record<string, string>;
  has?: Condition[];
  missing?: Condition[];
  continue?: boolean;
  check?: boolean;
  middlewarePath?: string;
  /** Begins a phase. */
  handle?: string;
}

interface Condition {
  type: string;
  key: string;
  value?: string;
}

/** What Vercel does with a request. */
export interface Plan {
  /** The headers that the response gets, in lower case. */
  headers: Record<string, string>;
  /** The function that sees the request first and may answer it. */
  middleware: string | undefined;
  /** The path of a function or file, with parameters. */
  target: string;
  status: number | undefined;
}

type RequestHeaders = Record<string, string | string[] | undefined>;

const NOT_FOUND = "/_not-found";

/** Decides which function or file responds to a request, as `config.json` of a build says. */
export class VercelRouter {
  readonly #output: string;
  readonly #phases = new Map<string, Route[]>([["", []]]);

  /** @param output the folder `.vercel/output` */
  constructor(output: string) {
    this.#output = output;
    const { routes } = JSON.parse(readFileSync(path.join(output, "config.json"), "utf8")) as {
      routes: Route[];
    };
    let phase = "";
    for (const route of routes) {
      if (route.handle !== undefined) this.#phases.set((phase = route.handle), []);
      else this.#phases.get(phase)?.push(route);
    }
  }

  plan(url: string, headers: RequestHeaders): Plan {
    const [pathname = "", query] = url.split(/\?(.*)/s, 2);
    const plan: Plan = { headers: {}, middleware: undefined, target: pathname, status: undefined };
    for (const route of this.#routes("")) {
      const dest = match(route, plan.target, headers);
      if (dest === undefined) continue;
      addHeaders(plan, route);
      plan.middleware ??= route.middlewarePath;
      plan.status = route.status ?? plan.status;
      plan.target = dest;
    }
    if (this.#find(plan.target) === undefined) plan.target = this.#resolve(plan, headers);
    for (const route of this.#routes("hit").filter(({ src }) => src?.startsWith("/_next/")))
      if (match(route, pathname, headers) !== undefined) addHeaders(plan, route);
    if (query !== undefined) plan.target += `${plan.target.includes("?") ? "&" : "?"}${query}`;
    return plan;
  }

  /** Returns the folder of the function at a path, or undefined if there is none. */
  functionAt(target: string): string | undefined {
    const folder = path.join(this.#output, "functions", `${toName(target)}.func`);
    return existsSync(folder) ? folder : undefined;
  }

  /** Returns the static file at a path, or undefined if there is none. */
  fileAt(target: string): string | undefined {
    const file = path.join(this.#output, "static", toName(target));
    return statSync(file, { throwIfNoEntry: false })?.isFile() === true ? file : undefined;
  }

  #routes(phase: string): Route[] {
    return this.#phases.get(phase) ?? [];
  }

  #find(target: string): string | undefined {
    return this.functionAt(target) ?? this.fileAt(target);
  }

  /** Returns where a path leads that names no function or file itself. */
  #resolve(plan: Plan, headers: RequestHeaders): string {
    for (const route of ["filesystem", "miss", "rewrite"].flatMap((phase) => this.#routes(phase))) {
      const dest = match(route, plan.target, headers);
      if (dest === undefined || this.#find(dest) === undefined) continue;
      plan.status = route.status ?? plan.status;
      return dest;
    }
    plan.status = 404;
    return NOT_FOUND;
  }
}

/** Returns the path that a route leads to, or undefined if the route does not apply. */
function match(route: Route, target: string, headers: RequestHeaders): string | undefined {
  const values = new RegExp(route.src ?? "", "i").exec(target);
  if (values === null || (route.src?.startsWith("^") !== true && values[0] !== target)) return undefined;
  const groups: Record<string, string | undefined> = { ...values.groups };
  values.slice(1).forEach((value, index) => (groups[index + 1] = value));
  const holds = ({ type, key, value }: Condition) => {
    const found = type === "header" ? headers[key]?.toString() : undefined;
    const values = found === undefined ? null : new RegExp(`^(?:${value ?? ".*"})$`).exec(found);
    Object.assign(groups, values?.groups);
    return values !== null;
  };
  if (route.has?.every(holds) === false || route.missing?.some(holds) === true) return undefined;
  return route.dest?.replace(/\$(\w+)/g, (_text, name: string) => groups[name] ?? "") ?? target;
}

function addHeaders(plan: Plan, { headers = {} }: Route): void {
  for (const [name, value] of Object.entries(headers)) plan.headers[name.toLowerCase()] = value;
}

function toName(target: string): string {
  const name = target.replace(/\?.*$/s, "").replace(/^\/|\/$/g, "");
  return name === "" ? "index" : name;
}
