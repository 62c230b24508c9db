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

/** Where an account is logged in, and the means to end that. The list is loaded anew whenever `savings` changes. */
export function SessionList({ savings }: { savings: number }) {
  const { call, logOut } = useAuth();
  const [sessions, setSessions] = useState<readonly Session[]>();
  const [loadFault, setLoadFault] = useState<string>();
  const [endFault, setEndFault] = useState<string>();
  /** What is being ended: a session by its id, or all others. */
  const [ending, setEnding] = useState<number | "others">();

  const load = useCallback(
    () =>
      call<Session[]>({ path: PATH }).then(
        (loaded) => {
          setSessions(loaded);
          setLoadFault(undefined);
        },
        (error: Error) => setLoadFault(error.message),
      ),
    [call],
  );
  useEffect(() => void load(), [load, savings]);

  async function end(what: number | "others", done: string) {
    setEnding(what);
    setEndFault(undefined);
    try {
      const path = what === "others" ? PATH : `${PATH}/${what}`;
      await call<undefined>({ method: "DELETE", path }).catch((error: unknown) => {
        // It was over already.
        if (!(error instanceof ApiError && error.code === "session-not-found")) throw error;
      });
      document.getElementById(TITLE_ID)?.focus({ preventScroll: true });
      showToast({ kind: "success", message: done });
      // Whoever gave the password for it has a new session, too.
      await load();
    } catch (error) {
      setEndFault(errorMessage(error));
    } finally {
      setEnding(undefined);
    }
  }

  return (
    <AccountSection id={TITLE_ID} title="Sessions" lede="The devices on which you are logged in.">
      {endFault !== undefined && <Alert kind="error">{endFault}</Alert>}
      {loadFault !== undefined && (
        <Alert
          kind="error"
          action={
            <Button variant="quiet" size="sm" onClick={() => void load()}>
              Try again
            </Button>
          }
        >
          {loadFault}
        </Alert>
      )}
      {!sessions && loadFault === undefined && <Skeleton label="Loading your sessions…" lines={2} />}
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
