import "server-only";
import { createHash } from "node:crypto";
import type { z } from "zod";
import { AppError } from "./errors";

/** Decides by the ETag of a resource whether it may be changed (`If-Match`, RFC 9110 §13.1.1). */
export type Precondition = (etag: string) => boolean;

/** 132 bits of SHA-256 are enough that no two states of a resource have the same ETag. */
const HASH_LENGTH = 22;

/** Returns the strong ETag of a resource: a hash of the JSON that `GET` sends for it. */
export function etagOf<Schema extends z.ZodType>(schema: Schema, resource: z.input<Schema>): string {
  const json = JSON.stringify(schema.parse(resource));
  return `"${createHash("sha256").update(json).digest("base64url").slice(0, HASH_LENGTH)}"`;
}

/**
 * Requires that a resource is in a state that the client knows. Without a precondition any state will do.
 *
 * @throws {AppError} `precondition-failed`
 */
export function requireMatch<Schema extends z.ZodType>(
  precondition: Precondition | undefined,
  schema: Schema,
  resource: z.input<Schema>,
): void {
  if (precondition?.(etagOf(schema, resource)) === false) throw new AppError("precondition-failed");
}
