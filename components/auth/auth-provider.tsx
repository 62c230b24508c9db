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
import { usePasswordPrompt } from "./use-password-prompt";

export interface Auth {
  state: AuthState;
  /** Whether the site can send mail: without it, nobody is asked to confirm an email. */
  isMailConfigured: boolean;
  /**
   * Logs in and stores the token.
   *
   * @throws {ApiError} `invalid-credentials`
   * @throws {NetworkError}
   */
  logIn: (email: string, password: string) => Promise<void>;
  /** Forgets the token and the user, opens the front page, and ends the session on the server. */
  logOut: () => void;
  /**
   * Calls the API as the signed-in user. If the login has ended, opens the login page, which leads back here. If the server
   * requires the password again, asks for it and repeats the call.
   *
   * @throws {ApiError}
   * @throws {NetworkError}
   * @throws {CanceledError} if the user closes the password dialog
   */
  call: <Body>(request: ApiRequest) => Promise<Body>;
  /** Replaces the signed-in user with what the server has just returned. */
  setUser: (user: UserPrivate) => void;
  /** Asks the server again who is signed in, after it could not be reached. */
  retry: () => void;
}

interface AuthProviderProps {
  isMailConfigured: boolean;
  children: ReactNode;
}

export const AuthContext = createContext<Auth | null>(null);

/** Provides the signed-in user: asks the server once for each login, and follows logins and logouts in other tabs. */
export function AuthProvider({ isMailConfigured, children }: AuthProviderProps) {
  const [state, dispatch] = useReducer(authReducer, INITIAL_AUTH_STATE);
  const router = useRouter();
  const { openDialog, ask } = usePasswordPrompt();

  useEffect(() => {
    const readLogin = () => dispatch({ type: "login-read", loginId: getLoginId() });
    readLogin();
    const cleanups = [subscribeToToken(readLogin), keepRenewed()];
    return () => cleanups.forEach((cleanup) => cleanup());
  }, []);

  const { status, loginId } = state;
  useEffect(() => {
    if (status !== "unknown" || loginId === null) return;
    loadCurrentUser(loginId).then(
      (user) => {
        // Another tab may have changed the login meanwhile.
        if (getLoginId() === loginId) dispatch({ type: "user-loaded", loginId, user });
      },
      (error: Error) => {
        // If the login has ended, its token was cleared.
        if (getLoginId() === loginId) dispatch({ type: "load-failed", loginId, message: error.message });
      },
    );
  }, [status, loginId]);

  // Close the password dialog when the user is signed out.
  useEffect(() => {
    if (status !== "signed-in") openDialog?.close(false);
  }, [status, openDialog]);

  const logOut = useCallback(() => {
    const token = getToken();
    forgetCurrentUser();
    clearToken();
    if (token !== null) endSession(token);
    // Without a network, even opening the current page again would end at the error page of the browser.
    if (location.pathname !== "/") router.push("/");
  }, [router]);

  const call = useCallback(
    async <Body,>(request: ApiRequest) => {
      try {
        return await callSignedIn<Body>(request).catch(async (error: unknown) => {
          if (!isPasswordNeeded(error)) throw error;
          if (!(await ask())) throw new CanceledError();
          return callSignedIn<Body>(request);
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
      if (loginId === null) return;
      keepCurrentUser(loginId, user);
      dispatch({ type: "user-loaded", loginId, user });
    },
    [loginId],
  );

  const retry = useCallback(() => {
    if (loginId !== null) dispatch({ type: "load-retried", loginId });
  }, [loginId]);

  const auth = useMemo(
    () => ({ state, isMailConfigured, logIn: beginSession, logOut, call, setUser, retry }),
    [state, isMailConfigured, logOut, call, setUser, retry],
  );
  return (
    <AuthContext value={auth}>
      {children}
      {openDialog && state.status === "signed-in" && (
        <openDialog.Dialog email={state.user.email} loginId={state.loginId} onClose={openDialog.close} />
      )}
    </AuthContext>
  );
}
