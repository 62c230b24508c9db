/** Runs before the body exists, and so before the first paint; `theme.ts` takes over once React runs. */
const SCRIPT = `try{const theme=localStorage.getItem("theme");if(theme==="light"||theme==="dark")document.documentElement.classList.add(theme)}catch{}`;

/** Sets the stored theme on `<html>`, from the head of the page. Its hash is in the content policy. */
export function ThemeScript() {
  return <script dangerouslySetInnerHTML={{ __html: SCRIPT }} />;
}
