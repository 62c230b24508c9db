import "server-only";
import type { RateLimiterAbstract } from "rate-limiter-flexible";
import { env } from "@/lib/env";
import { logEvent, pseudonymOf } from "../log/log";
import { globalSingleton } from "../global-singleton";
import {
  findRejection,
  keyOf,
  limitedAddress,
  makeLimiters,
  takePoint,
  tooManyRequests,
  type MakeLimiter,
} from "./limiter-service";

const MINUTE_SECONDS = 60;
const HOUR_SECONDS = 60 * MINUTE_SECONDS;
const DAY_SECONDS = 24 * HOUR_SECONDS;
/** How long an e-mail is refused from an address the first time; twice as long each further time of a day. */
const FIRST_WAIT_SECONDS = 15 * MINUTE_SECONDS;
/** More failures than a day has room for: of a limit that only counts. */
const UNLIMITED = 1_000_000;

/** A limit, and the key of whom it counts. */
interface Share {
  limiter: RateLimiterAbstract;
  key: string;
}

/** The three limits of one log-in. */
interface Shares {
  /** Of its e-mail from its address. */
  pair: Share;
  /** Of its address, whatever the e-mail. */
  address: Share;
  /** Of its e-mail, from anywhere. */
  email: Share;
}

/** Tries a log-in, which gives null when it fails. */
type LimitLogin = <Result>(email: string, attempt: () => Promise<Result | null>) => Promise<Result | null>;

/** Makes `limitLogin` out of limits that `makeLimiter` makes. */
export function createLoginLimit(makeLimiter: MakeLimiter): LimitLogin {
  const perPair = makeLimiter("log-in", env.RATE_LIMIT_LOGIN_PER_EMAIL_AND_ADDRESS, FIRST_WAIT_SECONDS);
  const perAddress = makeLimiter("log-in-address", env.RATE_LIMIT_LOGIN_PER_ADDRESS, HOUR_SECONDS);
  const perEmail = makeLimiter("log-in-email", env.RATE_LIMIT_LOGIN_PER_EMAIL, DAY_SECONDS);
  const failuresOfDay = makeLimiter("log-in-failures", UNLIMITED, DAY_SECONDS);

  /** Makes an e-mail wait that has used up its failures from an address; longer each time. */
  async function recordFailure(email: string, pairKey: string, failures: number): Promise<void> {
    const ofDay = await takePoint(failuresOfDay, pairKey);
    if (failures < perPair.points) return;
    const time = Math.ceil(ofDay.consumedPoints / perPair.points);
    const waitSeconds = Math.min(FIRST_WAIT_SECONDS * 2 ** (time - 1), DAY_SECONDS);
    await perPair.block(pairKey, waitSeconds);
    logEvent("authn_login_lock", { account: pseudonymOf(email), seconds: waitSeconds });
  }

  return async (email, attempt) => {
    const from = limitedAddress();
    if (from === undefined) return attempt();
    const pairKey = keyOf(email, from);
    const shares = {
      pair: { limiter: perPair, key: pairKey },
      address: { limiter: perAddress, key: keyOf(from) },
      email: { limiter: perEmail, key: keyOf(email) },
    };
    const isInnocent = (await failuresOfDay.get(pairKey)) === null;
    const { taken, failures } = await takeShares(shares, isInnocent);
    let result;
    try {
      result = await attempt();
    } catch (error) {
      await giveBack(taken); // It did not come to its end, say because there was no room for it.
      throw error;
    }
    if (result === null) await recordFailure(email, pairKey, failures);
    else await Promise.all([giveBack(taken), perPair.delete(pairKey), failuresOfDay.delete(pairKey)]);
    return result;
  };
}

/**
 * Counts a log-in as the failure that it may become, so that many at once are no more than many in turn. The e-mail's own
 * limit is what others can use up from elsewhere: it does not hold for the first attempt of an address without failures.
 *
 * @throws {AppError} `too-many-requests`, and then nothing is counted
 */
async function takeShares({ pair, address, email }: Shares, isInnocent: boolean) {
  const binding = isInnocent ? [pair, address] : [pair, address, email];
  const usedUp = await Promise.all(binding.map(({ limiter, key }) => findRejection(limiter, key)));
  const known = usedUp.filter((refusal) => refusal !== null);
  if (known.length > 0) throw tooManyRequests(known);

  const take = async (share: Share) => ({ share, ...(await takePoint(share.limiter, share.key)) });
  const [ofPair, ...others] = await Promise.all([take(pair), take(address), take(email)]);
  const results = [ofPair, ...others];
  const refused = results.filter((result) => result.isRefused);
  const taken = results.filter((result) => !result.isRefused).map(({ share }) => share);
  const isFirst = isInnocent && ofPair.consumedPoints === 1;
  const refusals = refused.filter(({ share }) => !(isFirst && share === email));
  if (refusals.length > 0) {
    await giveBack(taken);
    throw tooManyRequests(refusals);
  }
  return { taken, failures: ofPair.consumedPoints };
}

async function giveBack(shares: readonly Share[]): Promise<void> {
  await Promise.all(shares.map(({ limiter, key }) => limiter.reward(key)));
}

/**
 * Tries a log-in unless too many have failed: of its e-mail from its address, of its e-mail, or from its address. One that
 * succeeds forgets the failures of its e-mail from its address; one that throws counts for nothing.
 *
 * @throws {AppError} `too-many-requests`, alike for e-mails that have an account and those that have none
 */
export const limitLogin: LimitLogin = globalSingleton("log-in-limit", () => createLoginLimit(makeLimiters()));
