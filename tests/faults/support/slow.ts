import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** How a connection ended. */
export interface Ending {
  received: string;
  /** When the server ended it, in milliseconds after it was opened. */
  afterMs: number;
}

/** What a slow client sends. */
export interface Sending {
  /** Sent at once. */
  start: string;
  /** Sent every second. */
  bySecond?: string;
  /** Sent as soon as a response arrives. */
  afterwards?: string;
}

/** Sends until the connection ends. */
export async function sendSlowly(
  port: number,
  { start, bySecond = "", afterwards = "" }: Sending,
): Promise<Ending> {
  const begun = performance.now();
  const socket = connect(port, "127.0.0.1");
  const chunks: Buffer[] = [];
  socket.on("data", (chunk) => chunks.push(chunk));
  socket.once("data", () => socket.write(afterwards));
  socket.write(start);
  const sending = setInterval(() => socket.writable && socket.write(bySecond), 1_000);
  await ended(socket);
  clearInterval(sending);
  return { received: Buffer.concat(chunks).toString(), afterMs: performance.now() - begun };
}

/**
 * Sends requests and reads at most so many bytes of the responses per second for a time, then the rest. Returns how many
 * bytes arrived in total. Nothing is read ahead.
 */
export async function readSlowly(
  port: number,
  requests: string,
  { bytesPerSecond, forMs }: { bytesPerSecond: number; forMs: number },
): Promise<number> {
  let size = 0;
  let isSlow = true;
  const [little, much] = [Buffer.alloc(Math.max(bytesPerSecond, 1)), Buffer.alloc(64 * 1024)];
  const buffer = () => (isSlow ? little : much);
  const callback = (count: number) => {
    size += count;
    return !isSlow; // false has it stop reading
  };
  const socket = connect({ port, host: "127.0.0.1", onread: { buffer, callback } });
  if (bytesPerSecond === 0) socket.pause();
  socket.write(requests);
  const reading = setInterval(() => bytesPerSecond > 0 && socket.resume(), 1_000);
  const end = ended(socket);
  await Promise.race([sleep(forMs), end]);
  clearInterval(reading);
  isSlow = false;
  socket.resume();
  await end;
  return size;
}

function ended(socket: Socket): Promise<void> {
  socket.on("error", () => undefined); // a reset is also an end
  return new Promise((resolve) => socket.once("close", () => resolve()));
}
