import type { UserPrivate } from "@/lib/schemas/user";

/** Who is signed in, as far as the server has told. `unknown` lasts until it has; `unavailable` when it could not. */
export type AuthState =
  | { status: "unknown"; token: string | null }
  | { status: "signed-out"; token: null }
  | { status: "signed-in"; token: string; user: UserPrivate }
  | { status: "unavailable"; token: string; message: string };

export type AuthAction =
  /** The kept token was read: at load, after log-in or log-out, or because another tab changed it. */
  | { type: "token-read"; token: string | null }
  /** Answers to «who am I», each with the token that it was asked with. */
  | { type: "user-loaded"; token: string; user: UserPrivate }
  | { type: "load-failed"; token: string; message: string }
  | { type: "load-retried"; token: string };

export const INITIAL_AUTH_STATE: AuthState = { status: "unknown", token: null };

/** An answer counts only while the token is still the one that it was asked with. */
export function authReducer(state: AuthState, action: AuthAction): AuthState {
  if (action.type === "token-read") {
    if (action.token === null) return { status: "signed-out", token: null };
    return action.token === state.token ? state : { status: "unknown", token: action.token };
  }
  if (action.token !== state.token) return state;
  switch (action.type) {
    case "user-loaded":
      return { status: "signed-in", token: action.token, user: action.user };
    case "load-failed":
      return { status: "unavailable", token: action.token, message: action.message };
    case "load-retried":
      return { status: "unknown", token: action.token };
  }
}
