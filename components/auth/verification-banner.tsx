"use client";

import { usePathname } from "next/navigation";
import { useState } from "react";
import { readTab, writeTab } from "@/lib/client/tab-storage";
import type { UserPrivate } from "@/lib/schemas/user";
import { useAuth } from "./use-auth";
import { useResend } from "./use-resend";

/** Pages that say it themselves, and the editor, whose own bar has that place. */
const NOT_ON = /^\/(?:account|verify-email|new|posts\/\d+\/edit)\/?$/;

/** Asks users who have not confirmed their email to do so, below the bar of every page, until they close it. */
export function VerificationBanner() {
  const { state, isMailConfigured } = useAuth();
  const isHere = !NOT_ON.test(usePathname());
  if (!isMailConfigured || !isHere || state.status !== "signed-in" || state.user.email_verified) return null;
  return <Banner key={state.user.id} user={state.user} />;
}

const quiet = "h-9 min-w-9 shrink-0 px-2 underline-offset-[0.35em] hover:text-ink";

function Banner({ user }: { user: UserPrivate }) {
  const key = `verification_banner_closed ${user.id}`;
  const [isClosed, setIsClosed] = useState(() => readTab(key) !== null);
  const { isPending, isSent, error, send } = useResend();
  if (isClosed) return null;

  const close = () => {
    writeTab(key, "1");
    setIsClosed(true);
  };
  return (
    // Lies in the empty space at the top of every page, so that nothing moves when it appears.
    <div className="relative z-1 h-0">
      <aside aria-label="Email confirmation" className="frame text-xs text-muted">
        <div className="flex h-9 items-center border-b border-hairline bg-paper sm:h-11">
          <p role="status" className="line-clamp-2 min-w-0 flex-1 leading-4 wrap-anywhere">
            {error ?? (
              <>
                {isSent ? "Sent" : "Confirm your email"}
                {/* On phones the bar shows the address, and one line is enough room. */}
                <span className="max-sm:hidden">
                  {isSent ? " to " : ". We sent a link to "}
                  <bdi>{user.email}</bdi>
                </span>
                .
              </>
            )}
          </p>
          {!isSent && (
            <button
              type="button"
              aria-disabled={isPending}
              onClick={() => isPending || send()}
              className={`${quiet} text-accent underline decoration-current/40 hover:decoration-current`}
            >
              Send again
            </button>
          )}
          <button type="button" aria-label="Close" onClick={close} className={`${quiet} -mr-2`}>
            ×
          </button>
        </div>
      </aside>
    </div>
  );
}
