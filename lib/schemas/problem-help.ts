import type { ProblemCode } from "./problem";

interface ProblemHelp {
  /** When it comes. */
  when: string;
  /** What to do. */
  remedy: string;
}

/**
 * What `/docs/errors` says about each problem beside what `PROBLEMS` knows: a code without an entry is a type error. In a
 * file of its own, because nothing but that page reads it.
 */
export const PROBLEM_HELP: Record<ProblemCode, ProblemHelp> = {
  "malformed-json": {
    when: "The body is not JSON, is not UTF-8, or is empty where one is needed.",
    remedy: "Send one JSON value in UTF-8, made by a JSON library rather than put together by hand.",
  },
  "invalid-request": {
    when: "A form lacks a parameter that it needs, repeats one, or cannot be read; or a refresh token came twice, as a cookie and as a parameter.",
    remedy: "To log in, send username (it carries the email address) and password, each once, as a form.",
  },
  "unsupported-grant-type": {
    when: "The token endpoint is asked for another OAuth 2.0 grant than these two.",
    remedy: "Send grant_type=password, or grant_type=refresh_token; left out, it is password.",
  },
  "invalid-grant": {
    when: "The refresh token is malformed, has expired, was revoked, or was used before: each is for one use.",
    remedy: "Log in again. Keep the newest refresh token of each answer, and send it once.",
  },
  "not-authenticated": {
    when: "The request needs an access token and has none in its Authorization header.",
    remedy: "Log in, and send the token as: Authorization: Bearer, a space, and the token.",
  },
  "invalid-token": {
    when: "The access token is malformed, has expired or was revoked, or its account is gone.",
    remedy: "Log in again for a new token, then repeat the request.",
  },
  "insufficient-user-authentication": {
    when: "The token is good, but the password was given more than five minutes ago, and what is asked for matters.",
    remedy:
      "Log in again with the password, and repeat the request with the new token. A refresh is not enough.",
  },
  "invalid-credentials": {
    when: "No account has this email address with this password. Which of the two is wrong is not told.",
    remedy: "Check both, and mind that username carries the email address. Do not repeat it unchanged.",
  },
  forbidden: {
    when: "The token is good, but the account or the post is someone else's.",
    remedy: "Act as its owner. Nobody else may change or delete it.",
  },
  "wrong-password": {
    when: "The current password, which changing it needs, is wrong.",
    remedy: "Check it. Failures count as failed log-ins do.",
  },
  "not-found": {
    when: "No part of the API is at this address.",
    remedy: "Compare the path with those of the API's description, letter by letter: case counts.",
  },
  "user-not-found": {
    when: "No account has this id, or it was deleted. Ids are never used twice.",
    remedy: "Forget the id. A deleted account does not come back.",
  },
  "post-not-found": {
    when: "No post has this id, or it was deleted. Ids are never used twice.",
    remedy: "Forget the id. A deleted post does not come back.",
  },
  "session-not-found": {
    when: "No session of one's own has this id, or it was ended or has expired.",
    remedy: "Forget the id. The list of sessions has those that live.",
  },
  "method-not-allowed": {
    when: "There is something at this address, but it does not answer to this method.",
    remedy: "Use one of the methods that the answer's Allow header lists.",
  },
  "request-timeout": {
    when: "The headers took longer than 15 seconds to come, or all of the request longer than 45.",
    remedy: "Send the request again, in one go. Nothing of it was done.",
  },
  "username-taken": {
    when: "Another account has this username. Case does not tell two names apart.",
    remedy: "Choose another username. errors lists all that is taken, an email address included.",
  },
  "email-taken": {
    when: "Another account has this email address.",
    remedy: "Log in with it instead, or use another address.",
  },
  "payload-too-large": {
    when: "The body is larger than 256 KiB. It was refused without reading the rest.",
    remedy: "Send less. No field of the API needs as much.",
  },
  "unsupported-media-type": {
    when: "The body's Content-Type is not one that this address takes.",
    remedy:
      "Send application/json; to log in, send application/x-www-form-urlencoded or multipart/form-data.",
  },
  "validation-error": {
    when: "A field, a parameter or an id in the path breaks a rule.",
    remedy:
      "Read errors: each entry points at one field (pointer) or parameter, says what is wrong (detail) and has a word for programs (code). All faults are told at once.",
  },
  "too-many-requests": {
    when: "Too many requests, such as failed log-ins, came in too short a time.",
    remedy: "Wait as many seconds as the Retry-After header says, then try again.",
  },
  "headers-too-large": {
    when: "The request's address and headers are larger than 16 KiB. They were refused unread.",
    remedy: "Send less: often it is a broken access token, or cookies, of which the API has none.",
  },
  "internal-error": {
    when: "Inkwell has a fault. What was asked for may or may not have happened.",
    remedy: "Try again once. If it stays, report it with the request_id of the answer.",
  },
  overloaded: {
    when: "The server or its database has no room for the request at the moment.",
    remedy: "Wait as many seconds as the Retry-After header says, then try again.",
  },
};
