"use client";

import type { ReactNode } from "react";
import type { UserPrivate } from "@/lib/schemas/user";
import { RequireAuth } from "../auth/require-auth";
import { useAuth } from "../auth/use-auth";
import { Skeleton } from "../ui/skeleton";

interface RequireWriterProps {
  /** What the page is for, for screen readers. */
  title: string;
  children: (user: UserPrivate) => ReactNode;
}

/** Shows an editor to signed-in users, and leads others to the login page and back. */
export function RequireWriter({ title, children }: RequireWriterProps) {
  const isSignedIn = useAuth().state.status === "signed-in";
  return (
    <div className={isSignedIn ? "" : "frame pt-12 pb-24"}>
      <RequireAuth fallback={<LoadingEditor title={title} />}>{children}</RequireAuth>
    </div>
  );
}

/** Renders the place of an editor that is loading. It is as high as the window, so that the footer does not visibly move. */
export function LoadingEditor({ title }: { title: string }) {
  return (
    <div className="mx-auto min-h-dvh max-w-measure">
      <h1 className="sr-only">{title}</h1>
      <Skeleton label="Loading the editor…" />
      <noscript>Writing needs JavaScript. Turn it on in your browser and reload the page.</noscript>
    </div>
  );
}
