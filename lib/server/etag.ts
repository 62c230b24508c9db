import "server-only";
import { hash } from "node:crypto";
import { AppError } from "./errors";

/** Decides by the ETag of a resource whether it may be changed (`If-Match`, RFC 9110 §13.1.1). */
export type Precondition = (etag: string) => boolean;

/** 132 bits of SHA-256 are enough that no two states of a resource have the same ETag. */
const HASH_LENGTH = 22;

/** Returns the strong ETag of a resource, given as `GET` sends it: a hash of its JSON. */
export function etagOf(resource: unknown): string {
  return `"${hash("sha256", JSON.stringify(resource), "base64url").slice(0, HASH_LENGTH)}"`;
}

/**
 * Requires that a resource, given as `GET` sends it, is in a state that the client knows. Without a precondition any state will do.
 *
 * @throws {AppError} `precondition-failed`
 */
export function requireMatch(precondition: Precondition | undefined, resource: unknown): void {
  if (precondition?.(etagOf(resource)) === false) throw new AppError("precondition-failed");
}
