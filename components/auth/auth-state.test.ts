import { describe, expect, it } from "vitest";
import { authReducer, INITIAL_AUTH_STATE, type AuthAction, type AuthState } from "./auth-state";

const user = { id: 1, username: "Corey", email: "corey@example.com", image_file: null, image_path: "/a.svg" };
const unknown = { status: "unknown", token: "old" } as const;
const signedIn = { status: "signed-in", token: "old", user } as const;
const signedOut = { status: "signed-out", token: null } as const;
const unavailable = { status: "unavailable", token: "old", message: "No answer" } as const;

describe("authReducer", () => {
  it.each<[string, AuthState, AuthAction, AuthState]>([
    ["no token at load", INITIAL_AUTH_STATE, { type: "token-read", token: null }, signedOut],
    ["a token at load", INITIAL_AUTH_STATE, { type: "token-read", token: "old" }, unknown],
    ["the server's answer", unknown, { type: "user-loaded", token: "old", user }, signedIn],
    ["no answer", unknown, { type: "load-failed", token: "old", message: "No answer" }, unavailable],
    ["another try", unavailable, { type: "load-retried", token: "old" }, unknown],
    ["log-out", signedIn, { type: "token-read", token: null }, signedOut],
    ["log-out in another tab", unavailable, { type: "token-read", token: null }, signedOut],
    ["log-in", signedOut, { type: "token-read", token: "old" }, unknown],
    [
      "log-in as somebody else in another tab",
      signedIn,
      { type: "token-read", token: "new" },
      { status: "unknown", token: "new" },
    ],
  ])("goes on with %s", (_what, state, action, next) => {
    expect(authReducer(state, action)).toEqual(next);
  });

  it.each<[string, AuthState, AuthAction]>([
    ["the same token again", signedIn, { type: "token-read", token: "old" }],
    ["an answer for a token that is gone", signedOut, { type: "user-loaded", token: "old", user }],
    [
      "an answer for an older token",
      { status: "unknown", token: "new" },
      { type: "user-loaded", token: "old", user },
    ],
    [
      "a failure of an older token",
      { ...signedIn, token: "new" },
      { type: "load-failed", token: "old", message: "" },
    ],
    ["a retry of an older token", { ...signedIn, token: "new" }, { type: "load-retried", token: "old" }],
  ])("leaves the state as it is on %s", (_what, state, action) => {
    expect(authReducer(state, action)).toBe(state);
  });
});
