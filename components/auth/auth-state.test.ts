import { describe, expect, it } from "vitest";
import { authReducer, INITIAL_AUTH_STATE, type AuthAction, type AuthState } from "./auth-state";

const user = {
  id: 1,
  username: "Corey",
  email: "corey@example.com",
  email_verified: true,
  pending_email: null,
  image_file: null,
  image_path: "/a.svg",
};
const unknown = { status: "unknown", loginId: "old" } as const;
const signedIn = { status: "signed-in", loginId: "old", user } as const;
const signedOut = { status: "signed-out", loginId: null } as const;
const unavailable = { status: "unavailable", loginId: "old", message: "No response" } as const;

describe("authReducer", () => {
  it.each<[string, AuthState, AuthAction, AuthState]>([
    ["no stored login on load", INITIAL_AUTH_STATE, { type: "login-read", loginId: null }, signedOut],
    ["a stored login on load", INITIAL_AUTH_STATE, { type: "login-read", loginId: "old" }, unknown],
    ["the response of the server", unknown, { type: "user-loaded", loginId: "old", user }, signedIn],
    ["no response", unknown, { type: "load-failed", loginId: "old", message: "No response" }, unavailable],
    ["another try", unavailable, { type: "load-retried", loginId: "old" }, unknown],
    ["logout", signedIn, { type: "login-read", loginId: null }, signedOut],
    ["logout in another tab", unavailable, { type: "login-read", loginId: null }, signedOut],
    ["login", signedOut, { type: "login-read", loginId: "old" }, unknown],
    [
      "login as another user in another tab",
      signedIn,
      { type: "login-read", loginId: "new" },
      { status: "unknown", loginId: "new" },
    ],
  ])("changes the state after %s", (_what, state, action, next) => {
    expect(authReducer(state, action)).toEqual(next);
  });

  it.each<[string, AuthState, AuthAction]>([
    ["a renewed token of the same login", signedIn, { type: "login-read", loginId: "old" }],
    ["a response for a login that has ended", signedOut, { type: "user-loaded", loginId: "old", user }],
    [
      "a response for an earlier login",
      { status: "unknown", loginId: "new" },
      { type: "user-loaded", loginId: "old", user },
    ],
    [
      "a failure for an earlier login",
      { ...signedIn, loginId: "new" },
      { type: "load-failed", loginId: "old", message: "" },
    ],
    [
      "a retry for an earlier login",
      { ...signedIn, loginId: "new" },
      { type: "load-retried", loginId: "old" },
    ],
  ])("keeps the state after %s", (_what, state, action) => {
    expect(authReducer(state, action)).toBe(state);
  });
});
