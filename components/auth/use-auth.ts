"use client";

import { use } from "react";
import { AuthContext, type Auth } from "./auth-provider";

/**
 * Gives who is signed in, and the means to log in and out.
 *
 * @throws {Error} outside an `AuthProvider`
 */
export function useAuth(): Auth {
  const auth = use(AuthContext);
  if (auth === null) throw new Error("useAuth needs an AuthProvider around it");
  return auth;
}
