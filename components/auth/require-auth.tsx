"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useEffect, useState, type ReactNode } from "react";
import type { UserPrivate } from "@/lib/schemas/user";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { EmptyState } from "../ui/empty-state";
import { loginPath } from "./login-path";
import { useAuth } from "./use-auth";

interface RequireAuthProps {
  /** Shown until the server has confirmed who is signed in. */
  fallback: ReactNode;
  children: (user: UserPrivate) => ReactNode;
}

/** Shows its content to signed-in users, and leads others to the login page and back. */
export function RequireAuth({ fallback, children }: RequireAuthProps) {
  const { state, retry } = useAuth();
  const { status } = state;
  const router = useRouter();
  const search = useSearchParams().toString();
  const loginHref = loginPath(usePathname() + (search && `?${search}`));

  // After Log out the user is on the way to the front page; only users who arrive signed out are sent to the login page.
  const [wasSignedIn, setWasSignedIn] = useState(false);
  if (status === "signed-in" && !wasSignedIn) setWasSignedIn(true);
  const mustLogIn = status === "signed-out" && !wasSignedIn;
  useEffect(() => {
    if (mustLogIn) router.replace(loginHref);
  }, [mustLogIn, loginHref, router]);

  if (status === "signed-in") return children(state.user);
  if (status === "unavailable") {
    return (
      <Alert kind="error" action={<Button onClick={retry}>Try again</Button>}>
        {state.message}
      </Alert>
    );
  }
  if (status === "signed-out" && wasSignedIn) {
    return (
      <EmptyState title="You are logged out" action={<ButtonLink href={loginHref}>Log in</ButtonLink>} />
    );
  }
  return fallback;
}
