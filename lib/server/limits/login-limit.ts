import "server-only";
import { env } from "@/lib/env";
import { logEvent, pseudonymOf } from "../log/log";
import type { AddressBlock } from "../request/address-blocks";
import type { Counter, Quota } from "./counter-store";
import { counters } from "./counters";
import {
  consume,
  DAY_SECONDS,
  HOUR_SECONDS,
  limitedAddress,
  MINUTE_SECONDS,
  toAddressQuotas,
  toQuota,
  type WaitOf,
} from "./limiter";

/** How long a pair of email and address is locked the first time; twice as long each further time in a day. */
const FIRST_LOCK_SECONDS = 15 * MINUTE_SECONDS;
/** More attempts than fit into a day, because this limit only counts. */
const UNLIMITED = 1_000_000;

const PER_PAIR = {
  name: "login-pair",
  points: env.RATE_LIMIT_LOGIN_PER_EMAIL_AND_ADDRESS,
  seconds: FIRST_LOCK_SECONDS,
};
const PER_EMAIL = { name: "login-email", points: env.RATE_LIMIT_LOGIN_PER_EMAIL, seconds: DAY_SECONDS };
const PER_ADDRESS = {
  name: "login-address",
  points: env.RATE_LIMIT_LOGIN_PER_ADDRESS,
  seconds: HOUR_SECONDS,
};
/** Failures that nothing at other addresses can take away from an IPv4 address or a /48 (docs/decisions/0010). */
const RESERVED = { name: "login-reserved", points: 3, seconds: HOUR_SECONDS };
const LOCKS = { name: "login-locks", points: UNLIMITED, seconds: DAY_SECONDS };

/** The quotas of an email from one block of an address. */
interface PairQuotas {
  failures: Quota;
  locks: Quota;
}

/** The quotas of one login. */
interface LoginQuotas {
  pairs: PairQuotas[];
  /** Of the email from anywhere. */
  email: Quota;
  /** Of each block of the address, whatever the email. */
  addresses: Quota[];
  /** Of the email from the widest block of the address. It stands in for `pairs` and `email` when they are used up. */
  reserved: Quota;
}

/**
 * Runs a login attempt unless too many have failed: for its email from its address, for its email, or from its address.
 * `attempt` returns null for a failure. A success forgets the failures of its email from its address; an attempt that
 * throws does not count.
 *
 * @throws {AppError} `too-many-requests`, whether or not the email has an account
 */
export async function limitLogin<Result>(
  email: string,
  attempt: () => Promise<Result | null>,
): Promise<Result | null> {
  const from = limitedAddress();
  if (from === undefined) return attempt();
  const quotas = toQuotas(email, from);
  // An attempt counts as a failure until it has succeeded, so that many at once are no more than many in turn.
  const taken = await consume(toList(quotas), toWaitOf(quotas));
  let result;
  try {
    result = await attempt();
  } catch (error) {
    await counters.giveBack(taken.map(toKey));
    throw error;
  }
  if (result === null) await lockUsedUp(quotas, taken, email);
  else await forget(quotas, taken);
  return result;
}

function toQuotas(email: string, from: readonly AddressBlock[]): LoginQuotas {
  return {
    pairs: from.map(({ name, factor }) => ({
      failures: toQuota(PER_PAIR, [email, name], factor),
      locks: toQuota(LOCKS, [email, name]),
    })),
    email: toQuota(PER_EMAIL, [email]),
    addresses: toAddressQuotas(PER_ADDRESS, from),
    reserved: toQuota(RESERVED, [email, String(from.at(-1)?.name)]),
  };
}

function toList({ pairs, email, addresses, reserved }: LoginQuotas): Quota[] {
  return [...pairs.map(({ failures }) => failures), email, ...addresses, reserved];
}

/** A login waits for its address and, unless it has a reserved attempt left, for its email. */
function toWaitOf({ pairs, email, addresses, reserved }: LoginQuotas) {
  return (waitOf: WaitOf) => {
    const waitForEmail = Math.max(waitOf(email), ...pairs.map(({ failures }) => waitOf(failures)));
    return Math.max(...addresses.map(waitOf), Math.min(waitForEmail, waitOf(reserved)));
  };
}

/** Locks each pair whose last point this failure took, for longer each time. */
async function lockUsedUp({ pairs }: LoginQuotas, taken: readonly Counter[], email: string): Promise<void> {
  for (const { failures, locks } of pairs) {
    const counter = taken.find(({ key }) => key === failures.key);
    if (counter === undefined || counter.points < failures.capacity) continue;
    const [locked] = await counters.take([locks]);
    const seconds = FIRST_LOCK_SECONDS * 2 ** ((locked?.points ?? 1) - 1);
    await counters.fill({ ...failures, durationMs: seconds * 1000 });
    logEvent("authn_login_lock", { account: pseudonymOf(email), seconds });
  }
}

/** Forgets the failures of an email from an address, and gives back the other points of its successful login. */
async function forget({ pairs, reserved }: LoginQuotas, taken: readonly Counter[]): Promise<void> {
  const forgotten = [reserved, ...pairs.flatMap(({ failures, locks }) => [failures, locks])].map(toKey);
  await counters.delete(forgotten);
  await counters.giveBack(taken.map(toKey).filter((key) => !forgotten.includes(key)));
}

function toKey({ key }: { key: string }): string {
  return key;
}
