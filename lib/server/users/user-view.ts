import "server-only";
import type { UserPrivate, UserPublic } from "@/lib/schemas/user";
import type { UserRow } from "./user-store";

const DEFAULT_IMAGE_PATH = "/images/default-avatar.svg";

/** Returns the public part of a user. No other function decides what is public. */
export function toUserPublic(user: Pick<UserRow, "id" | "username" | "imageFile">): UserPublic {
  return {
    id: user.id,
    username: user.username,
    image_file: user.imageFile,
    image_path: user.imageFile === null ? DEFAULT_IMAGE_PATH : `/images/${user.imageFile}`,
  };
}

/** Returns a user with the members that only the user may see. */
export function toUserPrivate(
  user: Pick<UserRow, "id" | "username" | "imageFile" | "email" | "emailVerifiedAt">,
  pendingEmail: string | null,
): UserPrivate {
  const { email, emailVerifiedAt } = user;
  return {
    ...toUserPublic(user),
    email,
    email_verified: emailVerifiedAt !== null,
    pending_email: pendingEmail,
  };
}
