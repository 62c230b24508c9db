"use client";

import { useCallback, useEffect, useState } from "react";
import { ApiError } from "@/lib/client/api-client";
import { errorMessage } from "@/lib/client/error-message";
import type { Session } from "@/lib/schemas/session";
import { useAuth } from "../auth/use-auth";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { Skeleton } from "../ui/skeleton";
import { showToast } from "../ui/show-toast";
import { AccountSection } from "./account-section";
import { SessionRow } from "./session-row";

const TITLE_ID = "sessions";
const PATH = "/users/me/sessions";

/** Lists the sessions of the account, each with a way to end it. Loads the list again whenever `saveCount` changes. */
export function SessionList({ saveCount }: { saveCount: number }) {
  const { call, logOut } = useAuth();
  const [sessions, setSessions] = useState<readonly Session[]>();
  const [loadError, setLoadError] = useState<string>();
  const [endError, setEndError] = useState<string>();
  /** The session that is being ended, or all others. */
  const [ending, setEnding] = useState<number | "others">();

  const load = useCallback(
    () =>
      call<Session[]>({ path: PATH }).then(
        (loaded) => {
          setSessions(loaded);
          setLoadError(undefined);
        },
        (error: Error) => setLoadError(error.message),
      ),
    [call],
  );
  useEffect(() => void load(), [load, saveCount]);

  async function end(target: number | "others", success: string) {
    setEnding(target);
    setEndError(undefined);
    try {
      const path = target === "others" ? PATH : `${PATH}/${target}`;
      await call<undefined>({ method: "DELETE", path }).catch((error: unknown) => {
        // The session has ended already.
        if (!(error instanceof ApiError && error.code === "session-not-found")) throw error;
      });
      document.getElementById(TITLE_ID)?.focus({ preventScroll: true });
      showToast({ kind: "success", message: success });
      // Entering the password for this created a new session.
      await load();
    } catch (error) {
      setEndError(errorMessage(error));
    } finally {
      setEnding(undefined);
    }
  }

  return (
    <AccountSection id={TITLE_ID} title="Sessions" lede="The devices on which you are logged in.">
      {endError !== undefined && <Alert kind="error">{endError}</Alert>}
      {loadError !== undefined && (
        <Alert
          kind="error"
          action={
            <Button variant="quiet" size="sm" onClick={() => void load()}>
              Try again
            </Button>
          }
        >
          {loadError}
        </Alert>
      )}
      {!sessions && loadError === undefined && <Skeleton label="Loading your sessions…" lines={2} />}
      {sessions && (
        <ul className="border-t border-hairline">
          {sessions.map((session) => (
            <SessionRow
              key={session.id}
              session={session}
              isEnding={ending === session.id}
              onEnd={() => {
                if (session.current) logOut();
                else void end(session.id, `Logged out ${session.device}`);
              }}
            />
          ))}
        </ul>
      )}
      {sessions && sessions.some(({ current }) => !current) && (
        <div className="mt-6">
          <Button
            variant="quiet"
            pending={ending === "others"}
            pendingLabel="Logging out…"
            onClick={() => void end("others", "All your other devices are logged out")}
          >
            Log out all other sessions
          </Button>
        </div>
      )}
    </AccountSection>
  );
}
