import type { UserPrivate } from "@/lib/schemas/user";

/**
 * Who is signed in, as far as the server has told, by the log-in that was asked about: a renewed token changes nothing.
 * `unknown` lasts until it has; `unavailable` when it could not.
 */
export type AuthState =
  | { status: "unknown"; logIn: string | null }
  | { status: "signed-out"; logIn: null }
  | { status: "signed-in"; logIn: string; user: UserPrivate }
  | { status: "unavailable"; logIn: string; message: string };

export type AuthAction =
  /** What is kept was read: at load, after log-in or log-out, or because another tab changed it. */
  | { type: "log-in-read"; logIn: string | null }
  /** Answers to «who am I», each with the log-in that was asked about. */
  | { type: "user-loaded"; logIn: string; user: UserPrivate }
  | { type: "load-failed"; logIn: string; message: string }
  | { type: "load-retried"; logIn: string };

export const INITIAL_AUTH_STATE: AuthState = { status: "unknown", logIn: null };

/** An answer counts only while the log-in is still the one that was asked about. */
export function authReducer(state: AuthState, action: AuthAction): AuthState {
  if (action.type === "log-in-read") {
    if (action.logIn === null) return { status: "signed-out", logIn: null };
    return action.logIn === state.logIn ? state : { status: "unknown", logIn: action.logIn };
  }
  if (action.logIn !== state.logIn) return state;
  switch (action.type) {
    case "user-loaded":
      return { status: "signed-in", logIn: action.logIn, user: action.user };
    case "load-failed":
      return { status: "unavailable", logIn: action.logIn, message: action.message };
    case "load-retried":
      return { status: "unknown", logIn: action.logIn };
  }
}
