import { IncomingMessage, type ServerResponse } from "node:http";
import { HASHES_AT_WORK, HASHES_WAITING } from "@/lib/server/passwords/hashing-queue";
import { AppError } from "@/lib/server/errors";
import { refuse } from "./pre-routing-responses";

/**
 * How long a refusal is kept back, in milliseconds, on average: who floods us asks again at once, and would keep the process
 * busy with refusals. Not the same for all, who would then come again all at once.
 */
const REFUSAL_DELAY_MS = 2_000;
/** The form of a renewal has some hundred. */
const RENEWAL_MAX_BYTES = 1_024;

type Handle = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Lets no more log-ins and registrations into `handle` than can hash or wait there, and answers 503 to the others: a
 * refusal by Next costs milliseconds, and a few hundred of them at once would have everyone wait for seconds. Renewals
 * and log-outs hash nothing, and are let through.
 */
export function withFloodGate(handle: Handle): Handle {
  const inside = new Set<IncomingMessage>();
  // One whose body is still to come hashes nothing yet, and must not keep out those who have sent theirs.
  const hasRoom = () =>
    [...inside].filter(({ complete }) => complete).length < HASHES_AT_WORK + HASHES_WAITING;

  return (request, response) => {
    if (!mayHash(request)) {
      handle(request, response);
      return;
    }
    // By then a body that came with its headers is complete.
    setImmediate(() => {
      if (!hasRoom()) {
        void renewOrRefuse(request, response, handle);
        return;
      }
      inside.add(request);
      response.once("close", () => inside.delete(request));
      handle(request, response);
    });
  };
}

/** Whether a request, whose path can be decoded, may be a log-in or a registration; a log-out is none. */
function mayHash({ method, url = "" }: IncomingMessage): boolean {
  const path = decodeURIComponent(url.replace(/[?#].*$/s, ""));
  return method === "POST" && /^\/api\/users(?!\/token\/revoke)/.test(path);
}

/** Lets a renewal in although there is no room, since it hashes nothing, and refuses what else is sent there. */
async function renewOrRefuse(
  request: IncomingMessage,
  response: ServerResponse,
  handle: Handle,
): Promise<void> {
  const body = await readShort(request).catch(() => undefined); // the client went away
  const form = new URLSearchParams(body?.toString());
  if (body !== undefined && form.get("grant_type") === "refresh_token")
    handle(replay(request, body), response);
  else refuseLater(request, response);
}

/** Reads a body that is no longer than that of a renewal. */
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

/** The same request, whose body can be read once more. */
function replay({ socket, method, url, headers }: IncomingMessage, body: Buffer): IncomingMessage {
  const again = Object.assign(new IncomingMessage(socket), { method, url, headers, complete: true });
  again.push(body);
  again.push(null);
  return again;
}

function refuseLater(request: IncomingMessage, response: ServerResponse): void {
  request.resume(); // its body would only take room until then
  const timer = setTimeout(
    () => void refuse(response, new AppError("overloaded")),
    REFUSAL_DELAY_MS * (0.5 + Math.random()),
  );
  response.once("close", () => clearTimeout(timer));
}
