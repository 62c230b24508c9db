import "server-only";
import { AppError } from "../errors";
import { noteUser } from "../request/request-context";
import { findCurrentUser, type CurrentUser } from "../sessions/session-service";
import { verifyAccessToken } from "../tokens/access-token";

/**
 * Gives the user whose access token a request carries in its `Authorization` header, and nowhere else (RFC 6750 §2.1). The
 * session and its user are read from the database each time, so the token of an ended one is dead at once.
 *
 * @throws {AppError} `not-authenticated` without bearer credentials; `invalid-token` with bad ones
 */
export async function authenticate(request: Request): Promise<CurrentUser> {
  const [scheme, token, ...rest] = (request.headers.get("authorization") ?? "").trim().split(/ +/);
  if (scheme?.toLowerCase() !== "bearer") throw new AppError("not-authenticated");
  // Whoever puts it there has left it in every log on the way (RFC 6750 §5.3).
  if (/[?&]access_token=/.test(request.url))
    throw new AppError("invalid-token", { cause: "a token in the address" });
  if (token === undefined || rest.length > 0)
    throw new AppError("invalid-token", { cause: "malformed header" });

  const user = await findCurrentUser(await verifyAccessToken(token));
  if (user === null) throw new AppError("invalid-token", { cause: "the session is over" });
  noteUser(user.id);
  return user;
}
