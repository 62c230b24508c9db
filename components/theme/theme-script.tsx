/** Runs before there is a body, and so before anything can be painted; next-themes takes over from there. */
const SCRIPT = `try{const theme=localStorage.getItem("theme");if(theme==="light"||theme==="dark")document.documentElement.classList.add(theme)}catch{}`;

/**
 * Puts a kept theme on `<html>`, for the head of the page. The script that next-themes puts into the body waits for the
 * stylesheet, and on a busy machine a frame of the other theme is painted before it has its turn.
 */
export function ThemeScript() {
  return <script dangerouslySetInnerHTML={{ __html: SCRIPT }} />;
}
