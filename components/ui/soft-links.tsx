"use client";

import { useRouter } from "next/navigation";
import type { ComponentProps, MouseEvent } from "react";

/**
 * Plain links inside it lead to pages of this site without a full load: one handler for dozens of links, where Next's own
 * `Link` for each would cost the server a fifth of the whole page. It fetches nothing beforehand.
 */
export function SoftLinks(props: Omit<ComponentProps<"div">, "onClick">) {
  const router = useRouter();

  const follow = (event: MouseEvent<HTMLDivElement>) => {
    const wantsAnotherTab = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (event.defaultPrevented || wantsAnotherTab || !(event.target instanceof Element)) return;
    const link = event.target.closest("a");
    if (link?.origin !== location.origin) return;
    event.preventDefault();
    router.push(link.href);
  };

  // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- the links inside are what is clicked and focused; Enter on a link is a click
  return <div {...props} onClick={follow} />;
}
