"use client";

import { ThemeProvider as NextThemesProvider, useTheme } from "next-themes";
import { useEffect, type ReactNode } from "react";
import { THEME_COLORS } from "./theme-colors";

// The script by which next-themes would set the theme before React is there: ThemeScript does so, and sooner. As a block of
// data it is left in peace by the page's content policy, and by React, which reports scripts that it makes in the browser.
const scriptProps = { type: "application/json" };

/** Puts `light` or `dark` on `<html>` and remembers the choice; colours and `color-scheme` follow in `globals.css`. */
export function ThemeProvider({ children }: { children: ReactNode }) {
  return (
    <NextThemesProvider
      attribute="class"
      defaultTheme="system"
      enableSystem
      enableColorScheme={false}
      disableTransitionOnChange
      scriptProps={scriptProps}
    >
      <BrowserBars />
      {children}
    </NextThemesProvider>
  );
}

/** Gives the browser's own bars the chosen paper; until then the two media queries of the layout's viewport hold. */
function BrowserBars() {
  const { resolvedTheme } = useTheme();
  useEffect(() => {
    const color = resolvedTheme === "dark" ? THEME_COLORS.dark : THEME_COLORS.light;
    for (const meta of document.querySelectorAll('meta[name="theme-color"]'))
      meta.setAttribute("content", color);
  }, [resolvedTheme]);
  return null;
}
