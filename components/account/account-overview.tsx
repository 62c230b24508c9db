"use client";

import { useReducer } from "react";
import { RequireAuth } from "../auth/require-auth";
import { Skeleton } from "../ui/skeleton";
import { DeleteAccount } from "./delete-account";
import { PasswordForm } from "./password-form";
import { ProfileForm } from "./profile-form";
import { SessionList } from "./session-list";

/** As high as the window, so that the foot of the page is not seen to move when the account is there. */
const LOADING = (
  <div className="min-h-dvh">
    <Skeleton label="Loading your account…" />
  </div>
);

/** A person's account: the profile, the password, where it is logged in, and the way out. */
export function AccountOverview() {
  // What is saved may have ended sessions, or begun one.
  const [savings, countSaving] = useReducer((count: number) => count + 1, 0);
  return (
    <RequireAuth fallback={LOADING}>
      {(user) => (
        <>
          <ProfileForm user={user} onSaved={countSaving} />
          <PasswordForm user={user} onSaved={countSaving} />
          <SessionList savings={savings} />
          <DeleteAccount user={user} />
        </>
      )}
    </RequireAuth>
  );
}
