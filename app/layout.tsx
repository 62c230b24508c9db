import type { Metadata, Viewport } from "next";
import type { StaticImageData } from "next/image";
import type { ReactNode } from "react";
import { SiteFrame } from "@/components/site-frame";
import { THEME_COLORS } from "@/components/theme/theme-colors";
import { ThemeScript } from "@/components/theme/theme-script";
import { isMailConfigured } from "@/lib/server/mail/mail";
import { site } from "@/lib/server/site";
import { isRegistrationOpen } from "@/lib/server/users/user-service";
import icon from "@/public/icon.svg";
import { fontVariables } from "./fonts/font-variables";
import appleTouchIcon from "./pictures/apple-touch-icon.png";
import icon192 from "./pictures/icon-192.png";
import icon32 from "./pictures/icon-32.png";
import "./globals.css";

export const metadata: Metadata = {
  metadataBase: site.url === undefined ? null : new URL(site.url),
  title: { default: site.name, template: `%s · ${site.name}` },
  description: site.description,
  // The URL of an imported file has a hash, so browsers cache it forever. Next.js types an SVG as `any`.
  icons: {
    icon: [
      { url: (icon as StaticImageData).src, type: "image/svg+xml", sizes: "any" },
      { url: icon32.src, type: "image/png", sizes: "32x32" },
      { url: icon192.src, type: "image/png", sizes: "192x192" },
    ],
    apple: { url: appleTouchIcon.src, sizes: "180x180" },
  },
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: THEME_COLORS.light },
    { media: "(prefers-color-scheme: dark)", color: THEME_COLORS.dark },
  ],
};

// Pages rendered at build time have no nonce on their scripts, which the browser would then block.
export const dynamic = "force-dynamic";

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    // The theme script changes the class of <html> before React runs.
    <html lang="en" className={fontVariables} suppressHydrationWarning>
      <head>
        <ThemeScript />
      </head>
      <body className="flex min-h-dvh flex-col">
        <SiteFrame
          siteName={site.name}
          isRegistrationOpen={isRegistrationOpen()}
          hasFeed={site.url !== undefined}
          isMailConfigured={isMailConfigured()}
        >
          {children}
        </SiteFrame>
      </body>
    </html>
  );
}
