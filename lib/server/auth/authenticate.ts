import "server-only";
import { AppError } from "../errors";
import { noteUser } from "../request/request-context";
import { findCurrentUser, type CurrentUser } from "../sessions/session-service";
import { verifyAccessToken } from "../tokens/access-token";

/**
 * Returns the user whose access token a request carries in its `Authorization` header (RFC 6750 §2.1). Session and user are
 * read from the database each time, so the tokens of an ended session are invalid at once.
 *
 * @throws {AppError} `not-authenticated` without bearer credentials, `invalid-token` with invalid ones
 */
export async function authenticate(request: Request): Promise<CurrentUser> {
  const [scheme, token, ...rest] = (request.headers.get("authorization") ?? "").trim().split(/ +/);
  if (scheme?.toLowerCase() !== "bearer") throw new AppError("not-authenticated");
  // A token in the URL ends up in logs on the way (RFC 6750 §5.3).
  if (/[?&]access_token=/.test(request.url))
    throw new AppError("invalid-token", { cause: "a token in the URL" });
  if (token === undefined || rest.length > 0)
    throw new AppError("invalid-token", { cause: "malformed header" });

  const user = await findCurrentUser(await verifyAccessToken(token));
  if (user === null) throw new AppError("invalid-token", { cause: "the session has ended" });
  noteUser(user.id);
  return user;
}
