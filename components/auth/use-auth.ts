"use client";

import { use } from "react";
import { AuthContext, type Auth } from "./auth-provider";

/**
 * Returns who is signed in, and the functions to log in and out.
 *
 * @throws {Error} outside an `AuthProvider`
 */
export function useAuth(): Auth {
  const auth = use(AuthContext);
  if (auth === null) throw new Error("useAuth must be called inside an AuthProvider");
  return auth;
}
