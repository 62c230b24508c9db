"use client";

import { createContext, useCallback, useEffect, useMemo, useReducer, type ReactNode } from "react";
import { useRouter } from "next/navigation";
import type { ApiRequest } from "@/lib/client/api-client";
import { forgetCurrentUser, keepCurrentUser, loadCurrentUser } from "@/lib/client/current-user";
import { CanceledError } from "@/lib/client/error-message";
import { keepRenewed } from "@/lib/client/keep-renewed";
import { beginSession, endSession } from "@/lib/client/session";
import { callSignedIn, isLoginOver, isPasswordNeeded } from "@/lib/client/signed-in-call";
import { clearToken, getLoginId, getToken, subscribeToToken } from "@/lib/client/token-store";
import type { UserPrivate } from "@/lib/schemas/user";
import { authReducer, INITIAL_AUTH_STATE, type AuthState } from "./auth-state";
import { loginPath } from "./login-path";
import { usePasswordQuestion } from "./use-password-question";

export interface Auth {
  state: AuthState;
  /**
   * Logs in and keeps the token.
   *
   * @throws {ApiError} `invalid-credentials`; @throws {NetworkError}
   */
  logIn: (email: string, password: string) => Promise<void>;
  /** Forgets the token and the cached user, leads home, and has the server end the session. */
  logOut: () => void;
  /**
   * Calls the API in the name of whoever is signed in. When the log-in is over, it leads to log-in and back here; when the
   * server wants the password once more, it asks for it and goes on.
   *
   * @throws {ApiError}
   * @throws {NetworkError}
   * @throws {CanceledError} if the user closes the password dialog
   */
  call: <Answer>(request: ApiRequest) => Promise<Answer>;
  /** Takes over what the server has just answered about the signed-in user's account. */
  setUser: (user: UserPrivate) => void;
  /** Asks the server again who is signed in, after it could not be reached. */
  retry: () => void;
}

export const AuthContext = createContext<Auth | null>(null);

/** Knows who is signed in: asks the server, once for each log-in, and follows the log-in through every tab. */
export function AuthProvider({ children }: { children: ReactNode }) {
  const [state, dispatch] = useReducer(authReducer, INITIAL_AUTH_STATE);
  const router = useRouter();
  const { open: question, ask } = usePasswordQuestion();

  useEffect(() => {
    const readLogin = () => dispatch({ type: "log-in-read", logIn: getLoginId() });
    readLogin();
    const endings = [subscribeToToken(readLogin), keepRenewed()];
    return () => endings.forEach((end) => end());
  }, []);

  const { status, logIn } = state;
  useEffect(() => {
    if (status !== "unknown" || logIn === null) return;
    loadCurrentUser(logIn).then(
      (user) => {
        // Another tab may have changed what the question was sent with.
        if (getLoginId() === logIn) dispatch({ type: "user-loaded", logIn, user });
      },
      (error: Error) => {
        // When the log-in is over, its token was cleared.
        if (getLoginId() === logIn) dispatch({ type: "load-failed", logIn, message: error.message });
      },
    );
  }, [status, logIn]);

  // Nobody is left to answer.
  useEffect(() => {
    if (status !== "signed-in") question?.answer(false);
  }, [status, question]);

  const logOut = useCallback(() => {
    const token = getToken();
    forgetCurrentUser();
    clearToken();
    if (token !== null) endSession(token);
    // With the network off, even the way to the page that is there already would end at the browser's error page.
    if (location.pathname !== "/") router.push("/");
  }, [router]);

  const call = useCallback(
    async <Answer,>(request: ApiRequest) => {
      try {
        return await callSignedIn<Answer>(request).catch(async (error: unknown) => {
          if (!isPasswordNeeded(error)) throw error;
          if (!(await ask())) throw new CanceledError();
          return callSignedIn<Answer>(request);
        });
      } catch (error) {
        if (isLoginOver(error)) router.push(loginPath(location.pathname + location.search));
        throw error;
      }
    },
    [router, ask],
  );

  const setUser = useCallback(
    (user: UserPrivate) => {
      if (logIn === null) return;
      keepCurrentUser(logIn, user);
      dispatch({ type: "user-loaded", logIn, user });
    },
    [logIn],
  );

  const retry = useCallback(() => {
    if (logIn !== null) dispatch({ type: "load-retried", logIn });
  }, [logIn]);

  const auth = useMemo(
    () => ({ state, logIn: beginSession, logOut, call, setUser, retry }),
    [state, logOut, call, setUser, retry],
  );
  return (
    <AuthContext value={auth}>
      {children}
      {question && state.status === "signed-in" && (
        <question.Dialog email={state.user.email} loginId={state.logIn} onClose={question.answer} />
      )}
    </AuthContext>
  );
}
