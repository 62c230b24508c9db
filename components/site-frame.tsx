"use client";

import type { ReactNode } from "react";
import { AccountNav } from "./auth/account-nav";
import { AuthProvider } from "./auth/auth-provider";
import { VerificationBanner } from "./auth/verification-banner";
import { SiteFooter } from "./site-footer";
import { SiteHeader } from "./site-header";

interface SiteFrameProps {
  siteName: string;
  isRegistrationOpen: boolean;
  /** Feeds need the URL of the site, which the operator may not have set. */
  hasFeed: boolean;
  isMailConfigured: boolean;
  children: ReactNode;
}

/**
 * Renders what surrounds the content of every page. A client component, so that the data of a page refers to it in one
 * line instead of repeating its elements.
 */
export function SiteFrame({
  siteName,
  isRegistrationOpen,
  hasFeed,
  isMailConfigured,
  children,
}: SiteFrameProps) {
  return (
    <AuthProvider isMailConfigured={isMailConfigured}>
      <a href="#main" className="skip-link">
        Skip to content
      </a>
      <SiteHeader siteName={siteName}>
        <AccountNav isRegistrationOpen={isRegistrationOpen} />
      </SiteHeader>
      <VerificationBanner />
      <main id="main" tabIndex={-1} className="flex-1 outline-none">
        {children}
      </main>
      <SiteFooter siteName={siteName} hasFeed={hasFeed} />
    </AuthProvider>
  );
}
