"use client";

import { RequireAuth } from "../auth/require-auth";
import { Skeleton } from "../ui/skeleton";

/** What a person's account holds. */
export function AccountOverview() {
  return (
    <RequireAuth fallback={<Skeleton label="Loading your account…" />}>
      {(user) => (
        <dl className="grid gap-6">
          {[
            ["Username", user.username],
            ["Email", user.email],
          ].map(([term, value]) => (
            <div key={term} className="border-b border-hairline pb-4">
              <dt className="text-sm text-muted">{term}</dt>
              <dd className="mt-1 font-serif text-lg wrap-anywhere">{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </RequireAuth>
  );
}
