"use client";

import type { ReactNode } from "react";
import { AccountNav } from "./auth/account-nav";
import { AuthProvider } from "./auth/auth-provider";
import { SiteFooter } from "./site-footer";
import { SiteHeader } from "./site-header";
import { ThemeProvider } from "./theme/theme-provider";
import { Toaster } from "./ui/toaster";

/**
 * What is the same on every page, around its content. A client component, so that a page's data names it in one line
 * instead of spelling out all its elements once more.
 */
export function SiteFrame({ children }: { children: ReactNode }) {
  return (
    <ThemeProvider>
      <AuthProvider>
        <a href="#main" className="skip-link">
          Skip to content
        </a>
        <SiteHeader>
          <AccountNav />
        </SiteHeader>
        <main id="main" tabIndex={-1} className="flex-1 outline-none">
          {children}
        </main>
        <SiteFooter />
        <Toaster />
      </AuthProvider>
    </ThemeProvider>
  );
}
