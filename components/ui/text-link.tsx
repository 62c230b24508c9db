"use client";

import { useRouter } from "next/navigation";
import type { ComponentProps, MouseEvent } from "react";

/**
 * A link to a page of this site, for where there are dozens of them: Next's own would cost the server a fifth of the whole
 * page. It goes there without a full load, too, but fetches nothing beforehand.
 */
export function TextLink({ href, ...props }: ComponentProps<"a"> & { href: string }) {
  const router = useRouter();

  const go = (event: MouseEvent<HTMLAnchorElement>) => {
    const wantsAnotherTab = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (event.defaultPrevented || wantsAnotherTab) return;
    event.preventDefault();
    router.push(href);
  };

  return (
    <a {...props} href={href} onClick={go}>
      {props.children}
    </a>
  );
}
