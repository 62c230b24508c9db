import "server-only";
import type { Initials } from "@/lib/schemas/initials";

/**
 * Returns the initials of a person as an SVG file. Unlike `Avatar`, which draws them in pages, it cannot know the theme, so its
 * tint is good on light and on dark, in colors that every program knows.
 *
 * @param initials has letters and digits only, so nothing needs to be escaped
 */
export function drawInitials({ letters, hue }: Initials): string {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96" width="512" height="512">` +
    `<path fill="hsl(${hue}, 36%, 84%)" d="M0 0h96v96H0z"/>` +
    `<text x="48" y="48" dy=".35em" text-anchor="middle" font-family="system-ui, sans-serif" font-size="38" ` +
    `font-weight="500" fill="hsl(${hue}, 42%, 24%)">${letters}</text></svg>\n`
  );
}
