import type { ProblemCode } from "./problem";
import { PICTURE_MAX_MIB, PICTURE_TYPES } from "./picture-limits";
import {
  BODY_MAX_KIB,
  HEAD_MAX_KIB,
  HEAD_TIMEOUT_SECONDS,
  IDEMPOTENCY_KEY_HOURS,
  REQUEST_TIMEOUT_SECONDS,
} from "./request-limits";

interface ProblemHelp {
  /** When the error occurs. */
  when: string;
  /** What the client can do about it. */
  remedy: string;
}

/**
 * What `/docs/errors` says about each error in addition to `PROBLEMS`. A code without an entry is a type error. It has a
 * file of its own because no other page needs these texts.
 */
export const PROBLEM_HELP: Record<ProblemCode, ProblemHelp> = {
  "malformed-json": {
    when: "The body is not valid JSON, is not encoded in UTF-8, or is missing although the endpoint requires one.",
    remedy: "Send one JSON value in UTF-8. Use a JSON library instead of building the text by hand.",
  },
  "invalid-request": {
    when: "The request or its form could not be read, a required parameter is missing, or a parameter was sent more than once. A refresh token counts as sent twice if it arrives both as a cookie and as a parameter.",
    remedy: "To log in, send a form with username (the email address) and password, each exactly once.",
  },
  "unsupported-grant-type": {
    when: "The token endpoint received a grant type other than password or refresh_token.",
    remedy: "Send grant_type=password or grant_type=refresh_token. Without grant_type, password is assumed.",
  },
  "invalid-grant": {
    when: "The refresh token is malformed, expired, revoked or already used. Each refresh token can be used once.",
    remedy: "Log in again. Keep the newest refresh token that you receive, and send each one only once.",
  },
  "not-authenticated": {
    when: "The endpoint requires an access token, and the request has no bearer token in its Authorization header.",
    remedy: "Log in, and send the access token in the header: Authorization: Bearer <token>.",
  },
  "invalid-token": {
    when: "The access token is malformed, expired or revoked, or its account no longer exists.",
    remedy: "Log in again, and repeat the request with the new token.",
  },
  "insufficient-user-authentication": {
    when: "The access token is valid, but this action requires a login within the last five minutes.",
    remedy:
      "Log in again with the password, and repeat the request with the new token. Refreshing the token is not enough.",
  },
  "invalid-credentials": {
    when: "No account has this combination of email address and password. The API does not reveal which of the two is wrong.",
    remedy: "Check both values. The username parameter must contain the email address.",
  },
  forbidden: {
    when: "The account or post belongs to another user, or a page of another site sent a login.",
    remedy: "Log in as the owner, on this site: only the owner can change or delete it.",
  },
  "wrong-password": {
    when: "The current password in a password change is incorrect.",
    remedy: "Check the current password. Failed attempts count towards the limit on failed logins.",
  },
  "email-not-verified": {
    when: "The operator of this site lets only accounts with a verified email address write (EMAIL_VERIFICATION=required), and yours is not.",
    remedy:
      "Use the link in the mail that was sent when you registered. POST /api/users/me/verification sends another one.",
  },
  "registration-closed": {
    when: "The operator of this site has closed registration (REGISTRATION=closed).",
    remedy: "Ask the operator to create an account for you.",
  },
  "not-found": {
    when: "The API has no endpoint at this path.",
    remedy: "Compare the path with the API documentation. Paths are case-sensitive.",
  },
  "user-not-found": {
    when: "No account has this id, or the account was deleted. Ids are never reused.",
    remedy: "Check the id. Deleted accounts cannot be restored.",
  },
  "post-not-found": {
    when: "No post has this id, or the post was deleted. Ids are never reused.",
    remedy: "Check the id. Deleted posts cannot be restored.",
  },
  "session-not-found": {
    when: "None of your sessions has this id, or the session has ended or expired.",
    remedy: "List your sessions to find the ids of those that are active.",
  },
  "method-not-allowed": {
    when: "The path exists, but it does not support the request method.",
    remedy: "Use one of the methods in the Allow header of the response.",
  },
  "request-timeout": {
    when: `The headers took longer than ${HEAD_TIMEOUT_SECONDS} seconds to arrive, or the whole request longer than ${REQUEST_TIMEOUT_SECONDS} seconds.`,
    remedy: "Send the request again. The server did not process any of it.",
  },
  "username-taken": {
    when: "Another account has this username. Usernames are compared without regard to case.",
    remedy: "Choose another username. The errors member also tells you if the email address is taken.",
  },
  "mail-not-configured": {
    when: "The endpoint needs to send mail, and the operator of this site has not configured it (SMTP_URL).",
    remedy: "Ask the operator, who can set a new password for an account.",
  },
  "email-taken": {
    when: "Another account has this email address, or had it until a few days ago and can still undo the change.",
    remedy: "Log in with this email address, or use another one.",
  },
  "precondition-failed": {
    when: "The request has an If-Match header, and the post or the account has another ETag by now: it has changed since the client read it. A changed username also changes the ETag of its posts.",
    remedy:
      "Get it again, decide what to keep, and repeat the request with the new ETag. Without If-Match the request overwrites what has changed.",
  },
  "payload-too-large": {
    when: `The body is larger than ${BODY_MAX_KIB} KiB, or a picture larger than ${PICTURE_MAX_MIB} MiB. The server does not read the rest of it.`,
    remedy: "Send a smaller body. No valid request needs this much.",
  },
  "unsupported-media-type": {
    when: "The endpoint does not accept the Content-Type, character set or Content-Encoding of the body.",
    remedy: `Send application/json in UTF-8, uncompressed. The token endpoints accept application/x-www-form-urlencoded and multipart/form-data instead, and the picture of a user is ${PICTURE_TYPES.join(", ")} or multipart/form-data.`,
  },
  "validation-error": {
    when: "A member of the body, a query parameter, a header or an id in the path is invalid, or the token of a link in a mail is (code invalid-token): it has expired, was used, or a newer mail has replaced it.",
    remedy:
      "Read the errors member. It lists all invalid values at once, each with its location (pointer or parameter), an explanation (detail) and a code for programs.",
  },
  "idempotency-key-reused": {
    when: `You have sent the same Idempotency-Key with another body in the last ${IDEMPOTENCY_KEY_HOURS} hours.`,
    remedy:
      "Use a new key, such as a random UUID, for each post. Use the same key only to repeat a request whose response you did not get.",
  },
  "too-many-requests": {
    when: "The client made too many requests of one kind, such as failed logins, in a short time.",
    remedy: "Wait for the number of seconds in the Retry-After header, then try again.",
  },
  "headers-too-large": {
    when: `The URL and the headers together are larger than ${HEAD_MAX_KIB} KiB.`,
    remedy: "Send fewer or shorter headers. A common cause is a corrupted access token or too many cookies.",
  },
  "internal-error": {
    when: "The server has a bug. The request may or may not have taken effect.",
    remedy: "Try again once. If the error persists, report it together with its request_id.",
  },
  overloaded: {
    when: "The server or its database cannot handle the request at the moment.",
    remedy: "Wait for the number of seconds in the Retry-After header, then try again.",
  },
};
