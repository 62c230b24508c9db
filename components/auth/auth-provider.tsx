"use client";

import { createContext, useCallback, useEffect, useMemo, useReducer, type ReactNode } from "react";
import { useRouter } from "next/navigation";
import { ApiError, callApi, type ApiRequest } from "@/lib/client/api-client";
import { forgetCurrentUser, keepCurrentUser, loadCurrentUser } from "@/lib/client/current-user";
import { clearToken, getToken, setToken, subscribeToToken } from "@/lib/client/token-store";
import type { Token } from "@/lib/schemas/token";
import type { UserPrivate } from "@/lib/schemas/user";
import { authReducer, INITIAL_AUTH_STATE, type AuthState } from "./auth-state";
import { logInPath } from "./log-in-path";

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
  /**
   * Calls the API in the name of whoever is signed in. When the log-in has run out, it leads to log-in and back here.
   *
   * @throws {ApiError} @throws {NetworkError}
   */
  call: <Answer>(request: ApiRequest) => Promise<Answer>;
  /** Takes over what the server has just answered about the signed-in user's account. */
  setUser: (user: UserPrivate) => void;
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
    // With the network off, even the way to the page that is there already would end at the browser's error page.
    if (location.pathname !== "/") router.push("/");
  }, [router]);

  const call = useCallback(
    async <Answer,>(request: ApiRequest) => {
      const sent = getToken();
      try {
        return await callApi<Answer>(sent === null ? request : { ...request, token: sent });
      } catch (error) {
        if (error instanceof ApiError && error.status === 401) {
          if (sent !== null) clearToken(sent);
          router.push(logInPath(location.pathname + location.search));
        }
        throw error;
      }
    },
    [router],
  );

  const setUser = useCallback(
    (user: UserPrivate) => {
      if (token === null) return;
      keepCurrentUser(token, user);
      dispatch({ type: "user-loaded", token, user });
    },
    [token],
  );

  const retry = useCallback(() => {
    if (token !== null) dispatch({ type: "load-retried", token });
  }, [token]);

  const auth = useMemo(
    () => ({ state, logIn, logOut, call, setUser, retry }),
    [state, logIn, logOut, call, setUser, retry],
  );
  return <AuthContext value={auth}>{children}</AuthContext>;
}
