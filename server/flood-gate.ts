import { IncomingMessage, type ServerResponse } from "node:http";
import { HASHES_AT_WORK, HASHES_WAITING } from "@/lib/server/passwords/hashing-queue";
import { AppError } from "@/lib/server/errors";
import { countHeld, toAddressBlocks, type AddressBlock } from "@/lib/server/request/address-blocks";
import { clientAddress } from "@/lib/server/request/client-address";
import { sendProblem } from "./pre-routing-responses";

/** How many requests that hash a password may be inside Next: as many as can hash or wait there. */
const PLACES = HASHES_AT_WORK + HASHES_WAITING;
/**
 * The average delay of a 503, in milliseconds: a client in a loop retries at once, and would keep the process busy with
 * rejections. The delay varies, so that rejected clients do not retry in lockstep.
 */
const REJECTION_DELAY_MS = 2_000;
const TOO_MANY_REQUESTS = 429;
/**
 * How long a request that got 429 counts against its client, in milliseconds. A 429 is quick but not free, and a client in
 * a loop over hundreds of connections would keep the process busy with them.
 */
const LIMITED_MS = 1_000;
/** The most bytes that the form of a renewal has; it needs about a hundred. */
const RENEWAL_MAX_BYTES = 1_024;

type Handle = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Limits how many requests that hash a password are inside `handle`, and rejects the others with 503: a rejection by Next
 * costs milliseconds, and hundreds of them at once would delay every request by seconds. No client may take more places
 * than it leaves free, so a flood from one address leaves room for everyone else. Renewals hash nothing and always pass.
 */
export function withFloodGate(handle: Handle): Handle {
  const inside = new Map<IncomingMessage, AddressBlock[]>();
  const limited = new Set<AddressBlock[]>();

  const hasRoom = (blocks: AddressBlock[]) => {
    // A request with an incomplete body hashes nothing yet, so it must not take the place of complete ones.
    const holders = [...inside].filter(([{ complete }]) => complete).map(([, others]) => others);
    return countHeld(blocks, [...holders, ...limited]) < PLACES - holders.length;
  };

  return (request, response) => {
    if (!mayHash(request)) {
      handle(request, response);
      return;
    }
    const blocks = toAddressBlocks(addressOf(request));
    // By then a body that came with its headers is complete.
    setImmediate(() => {
      if (!hasRoom(blocks)) {
        void renewOrReject(request, response, handle);
        return;
      }
      inside.set(request, blocks);
      response.once("close", () => {
        inside.delete(request);
        if (response.statusCode !== TOO_MANY_REQUESTS) return;
        limited.add(blocks);
        setTimeout(() => limited.delete(blocks), LIMITED_MS).unref();
      });
      handle(request, response);
    });
  };
}

/**
 * Returns whether a request may hash a password: a login, a registration or a password change. A logout does not. Its
 * path must be decodable.
 */
function mayHash({ method, url = "" }: IncomingMessage): boolean {
  const path = decodeURIComponent(url.replace(/[?#].*$/s, ""));
  return method === "PUT"
    ? /^\/api\/users\/me\/password/.test(path)
    : method === "POST" && /^\/api\/users(?!\/token\/revoke)/.test(path);
}

/** Returns the client address, as the route handlers see it. */
function addressOf({ headers }: IncomingMessage): string {
  return clientAddress({ headers: { get: (name) => headers[name]?.toString() ?? null } });
}

/** Passes a renewal on although there is no room, since it hashes nothing, and rejects anything else. */
async function renewOrReject(
  request: IncomingMessage,
  response: ServerResponse,
  handle: Handle,
): Promise<void> {
  const body = await readShort(request).catch(() => undefined); // the client disconnected
  const form = new URLSearchParams(body?.toString());
  if (body !== undefined && form.get("grant_type") === "refresh_token")
    handle(replay(request, body), response);
  else rejectLater(request, response);
}

/** Reads a body that is no longer than that of a renewal; returns undefined for a longer one. */
async function readShort(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > RENEWAL_MAX_BYTES) return undefined;
  }
  return Buffer.concat(chunks);
}

/** Returns the same request with its body unread. */
function replay({ socket, method, url, headers }: IncomingMessage, body: Buffer): IncomingMessage {
  const again = Object.assign(new IncomingMessage(socket), { method, url, headers, complete: true });
  again.push(body);
  again.push(null);
  return again;
}

function rejectLater(request: IncomingMessage, response: ServerResponse): void {
  request.resume(); // the rest of its body would only take memory
  const timer = setTimeout(
    () => void sendProblem(response, new AppError("overloaded")),
    REJECTION_DELAY_MS * (0.5 + Math.random()),
  );
  response.once("close", () => clearTimeout(timer));
}
