import Link from "next/link";
import type { ReactNode } from "react";
import { Logo } from "./logo";
import { SearchField } from "./search/search-field";
import { ThemeSwitch } from "./theme/theme-switch";
import { LinkProgress } from "./ui/navigation-progress";

interface SiteHeaderProps {
  siteName: string;
  children: ReactNode;
}

/**
 * Renders the bar: one row, or on phones a masthead with a strip below it. Both have a fixed height, so nothing moves when
 * `children` (the account part, made of `NavLink` and `NavButton`) appears or changes.
 */
export function SiteHeader({ siteName, children }: SiteHeaderProps) {
  return (
    <header className="frame">
      <div className="border-b border-hairline sm:flex sm:h-(--bar-height) sm:items-center sm:gap-8">
        {/* Room for the default name, so that nothing moves when the font arrives. */}
        <div className="grid h-(--masthead-height) grid-cols-1 place-items-center sm:h-auto sm:max-w-1/2 sm:min-w-31 sm:shrink-0 sm:justify-items-start">
          <Link href="/" className="-mx-2 flex h-11 max-w-[calc(100%+1rem)] items-center px-2">
            <Logo name={siteName} />
            <LinkProgress />
          </Link>
        </div>
        {/* The last column is that of the theme, which the browser may receive after the first paint. */}
        <div className="grid h-(--strip-height) min-w-0 flex-1 grid-cols-[minmax(0,1fr)_auto_1.8125rem] items-center border-t border-hairline sm:h-11 sm:border-0">
          <nav
            aria-label="Account"
            className="-ml-2 flex min-w-0 items-center sm:ml-0 sm:justify-end sm:pr-2"
          >
            {children}
          </nav>
          <SearchField />
          <ThemeSwitch />
        </div>
      </div>
    </header>
  );
}
