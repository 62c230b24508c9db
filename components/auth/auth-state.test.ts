import { describe, expect, it } from "vitest";
import { authReducer, INITIAL_AUTH_STATE, type AuthAction, type AuthState } from "./auth-state";

const user = { id: 1, username: "Corey", email: "corey@example.com", image_file: null, image_path: "/a.svg" };
const unknown = { status: "unknown", logIn: "old" } as const;
const signedIn = { status: "signed-in", logIn: "old", user } as const;
const signedOut = { status: "signed-out", logIn: null } as const;
const unavailable = { status: "unavailable", logIn: "old", message: "No answer" } as const;

describe("authReducer", () => {
  it.each<[string, AuthState, AuthAction, AuthState]>([
    ["no log-in at load", INITIAL_AUTH_STATE, { type: "log-in-read", logIn: null }, signedOut],
    ["a log-in at load", INITIAL_AUTH_STATE, { type: "log-in-read", logIn: "old" }, unknown],
    ["the server's answer", unknown, { type: "user-loaded", logIn: "old", user }, signedIn],
    ["no answer", unknown, { type: "load-failed", logIn: "old", message: "No answer" }, unavailable],
    ["another try", unavailable, { type: "load-retried", logIn: "old" }, unknown],
    ["log-out", signedIn, { type: "log-in-read", logIn: null }, signedOut],
    ["log-out in another tab", unavailable, { type: "log-in-read", logIn: null }, signedOut],
    ["log-in", signedOut, { type: "log-in-read", logIn: "old" }, unknown],
    [
      "log-in as somebody else in another tab",
      signedIn,
      { type: "log-in-read", logIn: "new" },
      { status: "unknown", logIn: "new" },
    ],
  ])("goes on with %s", (_what, state, action, next) => {
    expect(authReducer(state, action)).toEqual(next);
  });

  it.each<[string, AuthState, AuthAction]>([
    ["the same log-in again, its token renewed", signedIn, { type: "log-in-read", logIn: "old" }],
    ["an answer for a log-in that is gone", signedOut, { type: "user-loaded", logIn: "old", user }],
    [
      "an answer for an older log-in",
      { status: "unknown", logIn: "new" },
      { type: "user-loaded", logIn: "old", user },
    ],
    [
      "a failure of an older log-in",
      { ...signedIn, logIn: "new" },
      { type: "load-failed", logIn: "old", message: "" },
    ],
    ["a retry of an older log-in", { ...signedIn, logIn: "new" }, { type: "load-retried", logIn: "old" }],
  ])("leaves the state as it is on %s", (_what, state, action) => {
    expect(authReducer(state, action)).toBe(state);
  });
});
