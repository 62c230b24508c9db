import { Agent, request } from "node:http";

/** A request to measure; the run fails unless the response has the expected status. */
export interface Probe {
  url: string;
  /** Without a form, the method is GET. */
  form?: URLSearchParams;
  json?: object;
  token?: string;
  status?: number | readonly number[];
}

// Node's own client: `fetch` costs more than the server that is measured.
const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** Sends a request and returns the time until the whole response has arrived, in milliseconds. */
export function timeRequest({ url, form, json, token, status = 200 }: Probe): Promise<number> {
  const start = performance.now();
  const headers = {
    ...(token !== undefined && { Authorization: `Bearer ${token}` }),
    ...(form && { "Content-Type": "application/x-www-form-urlencoded" }),
    ...(json && { "Content-Type": "application/json" }),
  };
  return new Promise((resolve, reject) => {
    request(url, { agent, method: form || json ? "POST" : "GET", headers }, (response) => {
      response.resume().once("end", () => {
        if ([status].flat().includes(response.statusCode ?? 0)) resolve(performance.now() - start);
        else reject(new Error(`${url} returned ${response.statusCode}, not ${status}`));
      });
    })
      .once("error", reject)
      .end(form?.toString() ?? (json && JSON.stringify(json)));
  });
}

/** Measures probes in turn, A B A B …, so that changes of the machine's speed affect all alike; returns the median of each. */
export async function compare(probes: readonly Probe[], rounds: number): Promise<number[]> {
  const times = probes.map((): number[] => []);
  for (let round = -20; round < rounds; round++) {
    for (const [index, probe] of probes.entries()) {
      const duration = await timeRequest(probe);
      if (round >= 0) times[index]?.push(duration); // the first rounds warm up
    }
  }
  return times.map((list) => quantile(list, 0.5));
}

/** Returns the value below which the given part of the values lies. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;
}

/** What a site answered over 16 connections: the responses of all probes in a second, and the time of each in milliseconds. */
export interface Rate {
  perSecond: number;
  times: number[];
}

/** Sends requests over 16 connections for some seconds. */
export async function measureRate(probes: readonly Probe[], seconds: number): Promise<Rate> {
  const end = performance.now() + seconds * 1000;
  const times: number[] = [];
  const connection = async (_: unknown, index: number) => {
    const probe = probes[index % probes.length];
    while (probe !== undefined && performance.now() < end) {
      times.push(await timeRequest(probe));
    }
  };
  await Promise.all(Array.from({ length: 16 }, connection));
  return { perSecond: times.length / seconds, times };
}
