"use client";

import { createContext, useCallback, useEffect, useMemo, useReducer, type ReactNode } from "react";
import { useRouter } from "next/navigation";
import { ApiError, callApi } from "@/lib/client/api-client";
import { forgetCurrentUser, loadCurrentUser } from "@/lib/client/current-user";
import { clearToken, getToken, setToken, subscribeToToken } from "@/lib/client/token-store";
import type { Token } from "@/lib/schemas/token";
import { authReducer, INITIAL_AUTH_STATE, type AuthState } from "./auth-state";

export interface Auth {
  state: AuthState;
  /**
   * Logs in and keeps the token.
   *
   * @throws {ApiError} `invalid-credentials`; @throws {NetworkError}
   */
  logIn: (email: string, password: string) => Promise<void>;
  /** Forgets the token and the cached user, and leads home. */
  logOut: () => void;
  /** Asks the server again who is signed in, after it could not be reached. */
  retry: () => void;
}

export const AuthContext = createContext<Auth | null>(null);

/** Knows who is signed in: asks the server, once for each token, and follows the token through every tab. */
export function AuthProvider({ children }: { children: ReactNode }) {
  const [state, dispatch] = useReducer(authReducer, INITIAL_AUTH_STATE);
  const router = useRouter();

  useEffect(() => {
    const readToken = () => dispatch({ type: "token-read", token: getToken() });
    readToken();
    return subscribeToToken(readToken);
  }, []);

  const { status, token } = state;
  useEffect(() => {
    if (status !== "unknown" || token === null) return;
    loadCurrentUser(token).then(
      (user) => dispatch({ type: "user-loaded", token, user }),
      (error: Error) => {
        if (error instanceof ApiError && error.status === 401) clearToken(token);
        else dispatch({ type: "load-failed", token, message: error.message });
      },
    );
  }, [status, token]);

  const logIn = useCallback(async (email: string, password: string) => {
    const form = new URLSearchParams({ grant_type: "password", username: email, password });
    const { access_token } = await callApi<Token>({ method: "POST", path: "/users/token", body: form });
    setToken(access_token);
  }, []);

  const logOut = useCallback(() => {
    forgetCurrentUser();
    clearToken();
    router.push("/");
  }, [router]);

  const retry = useCallback(() => {
    if (token !== null) dispatch({ type: "load-retried", token });
  }, [token]);

  const auth = useMemo(() => ({ state, logIn, logOut, retry }), [state, logIn, logOut, retry]);
  return <AuthContext value={auth}>{children}</AuthContext>;
}
