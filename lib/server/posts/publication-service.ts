import "server-only";
import { createHash } from "node:crypto";
import type { Post, PostCreate } from "@/lib/schemas/post";
import { IDEMPOTENCY_KEY_HOURS } from "@/lib/schemas/request-limits";
import { currentTime } from "../clock";
import { AppError, ForeignKeyViolationError } from "../errors";
import { countNewPost } from "../limits/limit-service";
import { logWarning } from "../log/log";
import type { CurrentUser } from "../sessions/session-service";
import { requireVerifiedEmail } from "../users/verification-service";
import { insertPost, type PostRow } from "./post-store";
import { toPost } from "./post-view";
import {
  findPublication,
  insertPublication,
  sweepPublications,
  type KeyedRequest,
} from "./publication-store";

const KEY_LIFETIME_MS = IDEMPOTENCY_KEY_HOURS * 60 * 60 * 1000;
/** The expired keys that are deleted whenever one is used: few at a time, because SQLite blocks the process meanwhile. */
const SWEEP_SIZE = 20;

/** The user who publishes. */
type Author = PostRow["author"] & Pick<CurrentUser, "emailVerifiedAt">;

interface PublishOptions {
  now?: Date;
  /** Repeated requests with the same key publish one post, and each returns it as it was published. */
  idempotencyKey?: string | undefined;
}

/**
 * Publishes a post.
 *
 * @throws {AppError} `email-not-verified`; `too-many-requests`; `idempotency-key-reused` if the key was used with another text
 */
export async function publishPost(
  author: Author,
  text: PostCreate,
  { now = currentTime(), idempotencyKey }: PublishOptions = {},
): Promise<Post> {
  requireVerifiedEmail(author);
  try {
    if (idempotencyKey === undefined) {
      await countNewPost(author.id);
      return toPost(await insertPost(author, text, now));
    }
    return await publishOnce({ author, key: idempotencyKey, bodyHash: hashOf(text) }, text, now);
  } catch (error) {
    // The account was deleted after its token had been verified.
    throw error instanceof ForeignKeyViolationError ? new AppError("invalid-token", { cause: error }) : error;
  }
}

async function publishOnce(request: KeyedRequest, text: PostCreate, now: Date): Promise<Post> {
  const since = new Date(now.getTime() - KEY_LIFETIME_MS);
  let published = await findPublication(request, since);
  if (published === undefined) {
    await countNewPost(request.author.id);
    await insertPublication(request, text, { now, since });
    published = await findPublication(request, since);
    await sweep(since);
  }
  // The account was deleted right after the post was published.
  if (published === undefined) throw new AppError("invalid-token");
  if (published.bodyHash !== request.bodyHash) throw new AppError("idempotency-key-reused");
  return toPost({ ...published, ...text });
}

function hashOf({ title, content }: PostCreate): string {
  return createHash("sha256")
    .update(JSON.stringify([title, content]))
    .digest("base64url");
}

/** Deletes some expired keys. A failure is only logged, because the post is published. */
async function sweep(since: Date): Promise<void> {
  await sweepPublications(SWEEP_SIZE, since).catch((cause: unknown) =>
    logWarning("Expired idempotency keys could not be deleted", { cause }),
  );
}
