import "server-only";
import { createHash } from "node:crypto";
import { parseInitialsPath } from "@/lib/schemas/initials";
import type { UserPrivate } from "@/lib/schemas/user";
import { AppError } from "../errors";
import { countPictureChange } from "../limits/limit-service";
import { logEvent } from "../log/log";
import type { CurrentUser } from "../sessions/session-service";
import { requireOwnUser } from "../users/user-service";
import { toUserPrivate } from "../users/user-view";
import { drawInitials } from "./draw-initials";
import { makePortrait } from "./make-portrait";
import { asUpload, enqueueDecoding } from "./picture-queue";
import { deletePicture, findPicture, findPictureOfUser, upsertPicture } from "./picture-store";

/** An image as it is served. */
export interface ServedImage {
  type: "image/webp" | "image/svg+xml";
  content: Uint8Array<ArrayBuffer> | string;
}

const FILE_NAME = /^[\w-]{43}\.webp$/;

/**
 * Gives a user a picture, in place of the one before.
 *
 * @param read receives the file; it is not called for a caller who may not send one
 * @throws {AppError} `user-not-found`; `forbidden` unless the actor is the user; `too-many-requests`; `overloaded`;
 *   `validation-error` for a file that is no picture; the errors of `read`
 */
export async function changePicture(
  actor: CurrentUser,
  id: number,
  read: () => Promise<Uint8Array>,
): Promise<UserPrivate> {
  const user = await requireOwnUser(actor, id);
  await countPictureChange(id);
  const bytes = await asUpload(async () => {
    const file = await read();
    return enqueueDecoding(() => makePortrait(file));
  });
  const imageFile = `${createHash("sha256").update(bytes).digest("base64url")}.webp`;
  if (!(await upsertPicture(id, imageFile, bytes))) throw new AppError("user-not-found");
  logEvent("user_updated", { user_id: id, fields: ["picture"] });
  return toUserPrivate({ ...user, imageFile }, actor.pendingEmail);
}

/**
 * Deletes a user's picture, if there is one.
 *
 * @throws {AppError} `user-not-found`; `forbidden` unless the actor is the user; `too-many-requests`
 */
export async function removePicture(actor: CurrentUser, id: number): Promise<UserPrivate> {
  const user = await requireOwnUser(actor, id);
  await countPictureChange(id);
  if (!(await deletePicture(id))) throw new AppError("user-not-found");
  logEvent("user_updated", { user_id: id, fields: ["picture"] });
  return toUserPrivate({ ...user, imageFile: null }, actor.pendingEmail);
}

/** Returns the image at an `image_path`, or undefined. A path always has the same image, or none any more. */
export async function findImage(file: string): Promise<ServedImage | undefined> {
  const initials = parseInitialsPath(`/images/${file}`);
  if (initials !== undefined) return { type: "image/svg+xml", content: drawInitials(initials) };
  const content = FILE_NAME.test(file) ? await findPicture(file) : undefined;
  return content && { type: "image/webp", content };
}

/** Returns a user's picture as WebP, or undefined for a user without one. */
export async function getPicture(userId: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  return findPictureOfUser(userId);
}
