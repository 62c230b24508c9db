"use client";

import { RequireAuth } from "../auth/require-auth";
import { Skeleton } from "../ui/skeleton";
import { DeleteAccount } from "./delete-account";
import { ProfileForm } from "./profile-form";

/** As high as the window, so that the foot of the page is not seen to move when the account is there. */
const LOADING = (
  <div className="min-h-dvh">
    <Skeleton label="Loading your account…" />
  </div>
);

/** A person's account: the profile, and the way out. */
export function AccountOverview() {
  return (
    <RequireAuth fallback={LOADING}>
      {(user) => (
        <>
          <ProfileForm user={user} />
          <DeleteAccount user={user} />
        </>
      )}
    </RequireAuth>
  );
}
