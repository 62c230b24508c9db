"use client";

import { useEffect, useSyncExternalStore } from "react";
import { ApiError } from "@/lib/client/api-client";
import { keepLinkToken, readLinkToken, subscribeToLinkToken } from "@/lib/client/link-token";

/**
 * Returns the token of the link in a mail that opened this page, null if there is none, and undefined until the page is
 * hydrated. Removes it from the address bar.
 */
export function useLinkToken(): string | null | undefined {
  const token = useSyncExternalStore(subscribeToLinkToken, readLinkToken, () => undefined);
  useEffect(() => {
    // Before this runs, the router of Next has started to follow the address bar. Otherwise it would put the fragment back.
    if (token) keepLinkToken(token);
  }, [token]);
  return token;
}

/** Returns whether the server refused a token: it has expired, was used, or was replaced by a newer one. */
export function isTokenInvalid(error: unknown): boolean {
  return error instanceof ApiError && error.errors.some(({ code }) => code === "invalid-token");
}
