"use client";

import { usePathname, useRouter } from "next/navigation";
import { useEffect, useState, type ReactNode } from "react";
import type { UserPrivate } from "@/lib/schemas/user";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { EmptyState } from "../ui/empty-state";
import { loginPath } from "./login-path";
import { useAuth } from "./use-auth";

interface RequireAuthProps {
  /** Shown until it is known who is signed in. */
  fallback: ReactNode;
  children: (user: UserPrivate) => ReactNode;
}

/** Shows its content to those who are signed in, and leads others to log-in and back. */
export function RequireAuth({ fallback, children }: RequireAuthProps) {
  const { state, retry } = useAuth();
  const { status } = state;
  const router = useRouter();
  const logIn = loginPath(usePathname());

  // Whoever leaves by Logout is on the way home: only those who came without a log-in are sent to it.
  const [wasSignedIn, setWasSignedIn] = useState(false);
  if (status === "signed-in" && !wasSignedIn) setWasSignedIn(true);
  const mustLogIn = status === "signed-out" && !wasSignedIn;
  useEffect(() => {
    if (mustLogIn) router.replace(logIn);
  }, [mustLogIn, logIn, router]);

  if (status === "signed-in") return children(state.user);
  if (status === "unavailable") {
    return (
      <Alert kind="error" action={<Button onClick={retry}>Try again</Button>}>
        {state.message}
      </Alert>
    );
  }
  if (status === "signed-out" && wasSignedIn) {
    return <EmptyState title="You are logged out" action={<ButtonLink href={logIn}>Log in</ButtonLink>} />;
  }
  return fallback;
}
