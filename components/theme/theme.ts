import { useSyncExternalStore } from "react";
import { THEME_COLORS } from "./theme-colors";

export type Theme = "light" | "dark" | "system";

/** Where the choice is stored; `theme-script.tsx` reads it before the first paint. */
const KEY = "theme";

/** Holds the choice where the browser denies `localStorage`. */
let fallback: Theme = "system";
const listeners = new Set<() => void>();

function readTheme(): Theme {
  try {
    const stored = localStorage.getItem(KEY);
    return stored === "light" || stored === "dark" ? stored : fallback;
  } catch {
    return fallback;
  }
}

/** Applies a theme to this page and stores it for the other pages and tabs. */
export function setTheme(theme: Theme): void {
  fallback = theme;
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // The choice lasts as long as the page.
  }
  announce();
}

/** Returns the chosen theme, and undefined while the server renders, which cannot know it. */
export function useTheme(): Theme | undefined {
  return useSyncExternalStore(subscribe, readTheme, () => undefined);
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    addEventListener("storage", onStorage);
    applyTheme();
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) removeEventListener("storage", onStorage);
  };
}

function onStorage({ key, newValue }: StorageEvent): void {
  if (key !== KEY && key !== null) return;
  fallback = newValue === "light" || newValue === "dark" ? newValue : "system";
  announce();
}

function announce(): void {
  applyTheme();
  for (const listener of listeners) listener();
}

/** Sets the class of `<html>`, which colors and `color-scheme` follow in `globals.css`, and the colors of the browser's bars. */
function applyTheme(): void {
  const theme = readTheme();
  const { classList } = document.documentElement;
  classList.toggle("light", theme === "light");
  classList.toggle("dark", theme === "dark");
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    meta.content =
      THEME_COLORS[theme === "system" ? (meta.media.includes("dark") ? "dark" : "light") : theme];
  }
}
