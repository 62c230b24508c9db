import "server-only";
import { toInitialsPath } from "@/lib/schemas/initials";
import type { UserPrivate, UserPublic } from "@/lib/schemas/user";
import type { UserRow } from "./user-store";

/** Returns the public part of a user. No other function decides what is public. */
export function toUserPublic(user: Pick<UserRow, "id" | "username" | "imageFile">): UserPublic {
  return {
    id: user.id,
    username: user.username,
    image_file: user.imageFile,
    image_path: user.imageFile === null ? toInitialsPath(user.username) : `/images/${user.imageFile}`,
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
