import "server-only";
import { env } from "@/lib/env";
import { consume, HOUR_SECONDS, limitedAddress, toAddressQuotas, toQuota } from "./limiter";

const perHour = (name: string, points: number) => ({ name, points, seconds: HOUR_SECONDS });

const REGISTRATIONS = perHour("registrations", env.RATE_LIMIT_REGISTRATIONS_PER_ADDRESS);
const PROFILE_CHANGES = perHour("profile-changes", env.RATE_LIMIT_PROFILE_CHANGES_PER_USER);
const WRITES = perHour("writes", env.RATE_LIMIT_WRITES_PER_USER);
const POSTS_OF_USER = perHour("posts", env.RATE_LIMIT_POSTS_PER_USER);
const EXPORTS = perHour("exports", 10);
const POSTS_FROM_ADDRESS = perHour("posts-address", env.RATE_LIMIT_POSTS_PER_ADDRESS);

/**
 * Counts a registration by client address. Rejected ones count as well, because they reveal that a name or an email is taken.
 *
 * @throws {AppError} `too-many-requests`
 */
export async function countRegistration(): Promise<void> {
  const from = limitedAddress();
  if (from !== undefined) await consume(toAddressQuotas(REGISTRATIONS, from));
}

/**
 * Counts a change of name or email by user. Rejected ones count as well, because they reveal that a name or an email is taken.
 *
 * @throws {AppError} `too-many-requests`
 */
export async function countProfileChange(userId: number): Promise<void> {
  if (limitedAddress() !== undefined) await consume([toQuota(PROFILE_CHANGES, [userId])]);
}

/**
 * Counts a new post: by user as a post and as a write, and by client address.
 *
 * @throws {AppError} `too-many-requests`
 */
export async function countNewPost(userId: number): Promise<void> {
  const from = limitedAddress();
  if (from === undefined) return;
  const ofUser = [POSTS_OF_USER, WRITES].map((limit) => toQuota(limit, [userId]));
  await consume([...ofUser, ...toAddressQuotas(POSTS_FROM_ADDRESS, from)]);
}

/**
 * Counts a change of picture by user.
 *
 * @throws {AppError} `too-many-requests`
 */
export async function countPictureChange(userId: number): Promise<void> {
  if (limitedAddress() !== undefined) await consume([toQuota(WRITES, [userId])]);
}

/**
 * Counts the change or deletion of a post by user.
 *
 * @throws {AppError} `too-many-requests`
 */
export async function countPostChange(userId: number): Promise<void> {
  if (limitedAddress() !== undefined) await consume([toQuota(WRITES, [userId])]);
}

/**
 * Counts an export by user. Each reads all posts of the user.
 *
 * @throws {AppError} `too-many-requests`
 */
export async function countExport(userId: number): Promise<void> {
  if (limitedAddress() !== undefined) await consume([toQuota(EXPORTS, [userId])]);
}
