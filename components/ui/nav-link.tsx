import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";

const look =
  "inline-flex h-11 shrink-0 items-center px-2 text-sm sm:px-2.5 text-ink decoration-1 underline-offset-[0.35em] hover:underline aria-[current=page]:underline";

interface NavLinkProps extends ComponentProps<typeof Link> {
  children: ReactNode;
}

/** A link of the bar. Give `aria-current="page"` to the one that leads here. */
export function NavLink({ children, ...props }: NavLinkProps) {
  return (
    <Link {...props} className={look}>
      {children}
    </Link>
  );
}

/** A link of the bar whose text may be long, such as an e-mail: it gives way to the others and ends in an ellipsis. */
export function NavLinkLong({ text, ...props }: Omit<NavLinkProps, "children"> & { text: string }) {
  return (
    <Link {...props} title={text} className={`${look} max-w-72 min-w-0 shrink! text-muted hover:text-ink`}>
      <span className="truncate">{text}</span>
    </Link>
  );
}

/** A button that looks like a link of the bar. */
export function NavButton(props: Omit<ComponentProps<"button">, "className">) {
  return <button type="button" {...props} className={look} />;
}

/** A short word in the bar, such as why nobody is signed in; on a narrow screen it ends in an ellipsis. */
export function NavNote({ children }: { children: string }) {
  return (
    <p role="status" title={children} className="min-w-0 truncate px-2 text-sm text-muted sm:px-2.5">
      {children}
    </p>
  );
}
