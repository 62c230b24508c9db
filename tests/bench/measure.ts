import { Agent, request } from "node:http";

/** A request to measure; it fails the run unless it is answered as expected. */
export interface Probe {
  url: string;
  /** GET where there is none. */
  form?: URLSearchParams;
  token?: string;
  status?: number;
}

// Node's own client: `fetch` costs more than the server that is measured.
const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** Sends a request and gives how long its whole answer took, in milliseconds. */
export function timeRequest({ url, form, token, status = 200 }: Probe): Promise<number> {
  const start = performance.now();
  const headers = {
    ...(token !== undefined && { Authorization: `Bearer ${token}` }),
    ...(form && { "Content-Type": "application/x-www-form-urlencoded" }),
  };
  return new Promise((resolve, reject) => {
    request(url, { agent, method: form ? "POST" : "GET", headers }, (response) => {
      response.resume().once("end", () => {
        if (response.statusCode === status) resolve(performance.now() - start);
        else reject(new Error(`${url} answered ${response.statusCode}, not ${status}`));
      });
    })
      .once("error", reject)
      .end(form?.toString());
  });
}

/** Measures probes in turn, A B A B …, so that a machine that slows down slows all alike; gives each one's median. */
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

/** The value below which the given part of the values lies. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;
}

/** Sends requests for some seconds over 16 connections and gives how many were answered in a second. */
export async function requestsPerSecond(probe: Probe, seconds: number): Promise<number> {
  const end = performance.now() + seconds * 1000;
  let answered = 0;
  const connection = async () => {
    while (performance.now() < end) {
      await timeRequest(probe);
      answered++;
    }
  };
  await Promise.all(Array.from({ length: 16 }, connection));
  return answered / seconds;
}
