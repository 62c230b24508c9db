"use client";

import { useReducer } from "react";
import { RequireAuth } from "../auth/require-auth";
import { Skeleton } from "../ui/skeleton";
import { DeleteAccount } from "./delete-account";
import { ExportAccount } from "./export-account";
import { PasswordForm } from "./password-form";
import { PictureSection } from "./picture-section";
import { ProfileForm } from "./profile-form";
import { SessionList } from "./session-list";

/** As high as the window, so that the footer does not visibly move when the account is loaded. */
const LOADING = (
  <div className="min-h-dvh noscript:hidden">
    <Skeleton label="Loading your account…" />
  </div>
);

/** Renders the account page: profile, picture, password, sessions, export and deletion. */
export function AccountOverview() {
  // Saving can end sessions or start one, so the list is loaded again.
  const [saveCount, countSave] = useReducer((count: number) => count + 1, 0);
  return (
    <RequireAuth fallback={LOADING}>
      {(user) => (
        <>
          <ProfileForm user={user} onSaved={countSave} />
          <PictureSection user={user} />
          <PasswordForm user={user} onSaved={countSave} />
          <SessionList saveCount={saveCount} />
          <ExportAccount />
          <DeleteAccount user={user} />
        </>
      )}
    </RequireAuth>
  );
}
