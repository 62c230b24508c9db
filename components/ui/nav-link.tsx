import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { LinkProgress } from "./navigation-progress";

const navClass =
  "inline-flex h-11 shrink-0 items-center px-2 text-sm sm:px-2.5 text-ink decoration-1 underline-offset-[0.35em] hover:underline aria-[current=page]:underline";

interface NavLinkProps extends ComponentProps<typeof Link> {
  children: ReactNode;
}

/** Renders a link of the bar, without prefetching: that would be two requests on every page. Set `aria-current="page"` on the link to the current page. */
export function NavLink({ children, ...props }: NavLinkProps) {
  return (
    <Link prefetch={false} {...props} className={navClass}>
      {children}
      <LinkProgress />
    </Link>
  );
}

/** Renders a link of a menu below the bar. Set `aria-current="page"` on the link to the current page. */
export function MenuLink({ children, ...props }: NavLinkProps) {
  return (
    <Link prefetch={false} {...props} className="drop-item aria-[current=page]:text-ink">
      {children}
      <LinkProgress />
    </Link>
  );
}

interface NavMenuButtonProps {
  /** The id of the popover that it opens. */
  popoverTarget: string;
  text: string;
}

/** Renders a button of the bar that opens a menu. A long text, such as an email, is truncated before the other parts shrink. */
export function NavMenuButton({ popoverTarget, text }: NavMenuButtonProps) {
  return (
    <button
      type="button"
      popoverTarget={popoverTarget}
      title={text}
      className={`${navClass} max-w-72 min-w-0 shrink! gap-1.5 text-muted hover:text-ink`}
    >
      <span className="truncate">{text}</span>
      <svg
        viewBox="0 0 10 6"
        width="10"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.25"
        aria-hidden="true"
        className="shrink-0"
      >
        <path d="m1 1 4 4 4-4" />
      </svg>
    </button>
  );
}

/** Renders a button that looks like a link of the bar. */
export function NavButton(props: Omit<ComponentProps<"button">, "className">) {
  return <button type="button" {...props} className={navClass} />;
}

/** Renders a short message in the bar, such as a failed request; truncated on narrow screens. */
export function NavNote({ children }: { children: string }) {
  return (
    <p role="status" title={children} className="min-w-0 truncate px-2 text-sm text-muted sm:px-2.5">
      {children}
    </p>
  );
}
