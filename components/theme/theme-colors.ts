/** `--color-paper` of `app/globals.css` in sRGB, for the bars of the browser (`<meta name="theme-color">`). */
export const THEME_COLORS = { light: "#faf7f1", dark: "#12141e" } as const;
