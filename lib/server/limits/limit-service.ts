import "server-only";
import { env } from "@/lib/env";
import { globalSingleton } from "../global-singleton";
import { keyOf, limitedAddress, makeLimiters, requirePoint } from "./limiter-service";

const HOUR_SECONDS = 60 * 60;

const limits = globalSingleton("limits", () => {
  const makeLimiter = makeLimiters();
  return {
    registrations: makeLimiter("registrations", env.RATE_LIMIT_REGISTRATIONS_PER_ADDRESS, HOUR_SECONDS),
    posts: makeLimiter("posts", env.RATE_LIMIT_POSTS_PER_USER, HOUR_SECONDS),
  };
});

/**
 * Counts a registration, refused or not: a refusal tells that a name or an e-mail is taken.
 *
 * @throws {AppError} `too-many-requests` where an address has had its registrations of the hour
 */
export async function countRegistration(): Promise<void> {
  const address = limitedAddress();
  if (address !== undefined) await requirePoint(limits.registrations, keyOf(address));
}

/**
 * Counts a post.
 *
 * @throws {AppError} `too-many-requests` where a user has had their posts of the hour
 */
export async function countPost(userId: number): Promise<void> {
  if (limitedAddress() !== undefined) await requirePoint(limits.posts, keyOf(userId));
}
