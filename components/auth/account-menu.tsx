"use client";

import { usePathname } from "next/navigation";
import { useEffect, useId, useRef, type FocusEvent } from "react";
import type { UserPrivate } from "@/lib/schemas/user";
import { MenuLink, NavMenuButton } from "../ui/nav-link";

/**
 * Shows the email as a button that opens links to what belongs to the user. The native popover handles Escape, clicks outside
 * and the state of the button.
 */
export function AccountMenu({ user }: { user: Pick<UserPrivate, "id" | "email"> }) {
  const id = useId();
  const popover = useRef<HTMLDivElement>(null);
  const close = () => popover.current?.hidePopover();
  const pathname = usePathname();
  useEffect(close, [pathname]);

  const closeAfterTab = ({ currentTarget, relatedTarget }: FocusEvent) => {
    if (relatedTarget && !currentTarget.contains(relatedTarget)) close();
  };
  const links = [
    ["My posts", `/users/${user.id}/posts`],
    ["Drafts", "/drafts"],
    ["Account", "/account"],
  ] as const;

  return (
    <div className="flex min-w-0" onBlur={closeAfterTab}>
      <NavMenuButton popoverTarget={id} text={user.email} />
      <div ref={popover} id={id} popover="auto" className="under-bar under-button drop-panel">
        <ul>
          {links.map(([label, href]) => (
            <li key={href}>
              <MenuLink href={href} onClick={close} {...(pathname === href && { "aria-current": "page" })}>
                {label}
              </MenuLink>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
