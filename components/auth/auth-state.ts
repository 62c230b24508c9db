import type { UserPrivate } from "@/lib/schemas/user";

/**
 * Who is signed in, as confirmed by the server for one login. A renewed token belongs to the same login and changes nothing.
 * The state is `unknown` until the server has responded, and `unavailable` if it cannot be reached.
 */
export type AuthState =
  | { status: "unknown"; loginId: string | null }
  | { status: "signed-out"; loginId: null }
  | { status: "signed-in"; loginId: string; user: UserPrivate }
  | { status: "unavailable"; loginId: string; message: string };

export type AuthAction =
  /** The stored login was read: on load, after login or logout, or because another tab changed it. */
  | { type: "login-read"; loginId: string | null }
  /** Responses of `/api/users/me`, each with the login that it was requested for. */
  | { type: "user-loaded"; loginId: string; user: UserPrivate }
  | { type: "load-failed"; loginId: string; message: string }
  | { type: "load-retried"; loginId: string };

export const INITIAL_AUTH_STATE: AuthState = { status: "unknown", loginId: null };

/** Returns the next state. Ignores responses that were requested for another login. */
export function authReducer(state: AuthState, action: AuthAction): AuthState {
  if (action.type === "login-read") {
    if (action.loginId === null) return { status: "signed-out", loginId: null };
    return action.loginId === state.loginId ? state : { status: "unknown", loginId: action.loginId };
  }
  if (action.loginId !== state.loginId) return state;
  switch (action.type) {
    case "user-loaded":
      return { status: "signed-in", loginId: action.loginId, user: action.user };
    case "load-failed":
      return { status: "unavailable", loginId: action.loginId, message: action.message };
    case "load-retried":
      return { status: "unknown", loginId: action.loginId };
  }
}
