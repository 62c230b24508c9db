import "server-only";
import type { UserPrivate } from "@/lib/schemas/user";
import { AppError } from "../errors";
import { noteUser } from "../request-context";
import { getUserPrivate } from "../users/user-service";
import { verifyAccessToken } from "./token";

/**
 * Gives the user whose access token a request carries in its `Authorization` header, and nowhere else (RFC 6750 §2.1). The
 * user is read from the database each time, so a deleted account's token is dead at once.
 *
 * @throws {AppError} `not-authenticated` without bearer credentials; `invalid-token` with bad ones
 */
export async function authenticate(request: Request): Promise<UserPrivate> {
  const [scheme, token, ...rest] = (request.headers.get("authorization") ?? "").trim().split(/ +/);
  if (scheme?.toLowerCase() !== "bearer") throw new AppError("not-authenticated");
  if (token === undefined || rest.length > 0)
    throw new AppError("invalid-token", { cause: "malformed header" });

  const user = await getUserPrivate(await verifyAccessToken(token));
  if (user === null) throw new AppError("invalid-token", { cause: "the user is gone" });
  noteUser(user.id);
  return user;
}
