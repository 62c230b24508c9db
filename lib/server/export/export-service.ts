import "server-only";
import { makeZip } from "client-zip";
import { listSessions } from "../auth/account-sessions-service";
import { currentTime } from "../clock";
import { countExport } from "../limits/limit-service";
import { getPicture } from "../pictures/picture-service";
import { readAllPosts } from "../posts/post-service";
import type { CurrentUser } from "../sessions/session-service";
import { site } from "../site";
import { requireAccount } from "../users/user-service";
import { nameFile, toMarkdownFile } from "./markdown-file";

/** A file of an archive. */
interface ArchivedFile {
  name: string;
  input: string | Uint8Array<ArrayBuffer>;
  lastModified: Date;
}

/** What belongs to a user, as a zip archive. */
export interface AccountExport {
  fileName: string;
  /** Posts are read from the database while the archive is read. It fails when they cannot be. */
  archive: ReadableStream<Uint8Array>;
}

/**
 * Exports the current user's account, sessions, picture and posts. The archive has no passwords and no tokens.
 *
 * It is no snapshot: it has every post that exists from the beginning of the download to its end, each once and whole. A post
 * that is deleted meanwhile may be missing, one that is changed is as before or after, and one that is published is missing.
 *
 * @throws {AppError} `too-many-requests`; `invalid-token` if the account has just been deleted
 */
export async function exportAccount(user: CurrentUser): Promise<AccountExport> {
  await countExport(user.id);
  const now = currentTime();
  const documents = [
    { name: "account.json", data: await requireAccount(user) },
    { name: "sessions.json", data: await listSessions(user) },
  ];
  const picture = await getPicture(user.id);
  const files: ArchivedFile[] = documents.map(({ name, data }) => ({
    name,
    input: `${JSON.stringify(data, null, 2)}\n`,
    lastModified: now,
  }));
  if (picture) files.push({ name: "picture.webp", input: picture, lastModified: now });
  return {
    fileName: `inkwell-export-${now.toISOString().slice(0, 10)}.zip`,
    archive: makeZip(withPosts(files, user.id)),
  };
}

async function* withPosts(
  files: readonly ArchivedFile[],
  authorId: number,
): AsyncGenerator<ArchivedFile, void, void> {
  yield* files;
  for await (const post of readAllPosts(authorId)) {
    yield {
      name: `posts/${nameFile(post)}`,
      input: toMarkdownFile(post, site.url),
      lastModified: new Date(post.date_edited ?? post.date_posted),
    };
  }
}
