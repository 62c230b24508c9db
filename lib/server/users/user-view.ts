import "server-only";
import type { UserPrivate, UserPublic } from "@/lib/schemas/user";
import type { UserPrivateRow, UserPublicRow } from "./user-store";

const DEFAULT_IMAGE_PATH = "/images/default-avatar.svg";

/** What anyone may see of a user, field by field. */
export function toUserPublic(user: UserPublicRow): UserPublic {
  return {
    id: user.id,
    username: user.username,
    image_file: user.imageFile,
    image_path: user.imageFile === null ? DEFAULT_IMAGE_PATH : `/images/${user.imageFile}`,
  };
}

/** What its owner alone gets of a user. */
export function toUserPrivate(user: UserPrivateRow): UserPrivate {
  return { ...toUserPublic(user), email: user.email };
}
