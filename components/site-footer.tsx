import { Drop } from "./ui/drop";

/** The colophon. */
export function SiteFooter() {
  return (
    <footer className="frame">
      <div className="flex items-center gap-2.5 border-t border-hairline py-7 text-xs text-muted">
        <Drop size={13} />
        <p>Inkwell, set in Newsreader and Instrument Sans.</p>
      </div>
    </footer>
  );
}
