import "server-only";
import { idempotencyKeyHeader } from "@/lib/schemas/idempotency-key";
import { parseInput } from "./parse-input";

/**
 * Returns the `Idempotency-Key` of a request, or undefined if it has none.
 *
 * @throws {AppError} `validation-error`
 */
export function readIdempotencyKey(request: Request): string | undefined {
  const key = request.headers.get("idempotency-key") ?? undefined;
  return parseInput(idempotencyKeyHeader, { "Idempotency-Key": key }, "parameters")["Idempotency-Key"];
}
