import type { IncomingMessage, ServerResponse } from "node:http";
import { HASHES_AT_WORK, HASHES_WAITING } from "@/lib/server/auth/hashing-queue";
import { AppError } from "@/lib/server/errors";
import { refuse } from "./early-answers";

/**
 * How long a refusal is kept back, in milliseconds, on average: who floods us asks again at once, and would keep the process
 * busy with refusals. Not the same for all, who would then come again all at once.
 */
const REFUSAL_DELAY_MS = 2_000;

type Handle = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Lets no more log-ins and registrations into `handle` than can hash or wait there, and answers 503 to the others: a
 * refusal by Next costs milliseconds, and a few hundred of them at once would have everyone wait for seconds.
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
        refuseLater(request, response);
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

function refuseLater(request: IncomingMessage, response: ServerResponse): void {
  request.resume(); // its body would only take room until then
  const timer = setTimeout(
    () => void refuse(response, new AppError("overloaded")),
    REFUSAL_DELAY_MS * (0.5 + Math.random()),
  );
  response.once("close", () => clearTimeout(timer));
}
