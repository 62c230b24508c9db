"use client";

import { RequireAuth } from "../auth/require-auth";
import { Skeleton } from "../ui/skeleton";
import { DeleteAccount } from "./delete-account";
import { ProfileForm } from "./profile-form";

/** A person's account: the profile, and the way out. */
export function AccountOverview() {
  return (
    <RequireAuth fallback={<Skeleton label="Loading your account…" />}>
      {(user) => (
        <>
          <ProfileForm user={user} />
          <DeleteAccount user={user} />
        </>
      )}
    </RequireAuth>
  );
}
