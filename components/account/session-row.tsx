"use client";

import type { Session } from "@/lib/schemas/session";
import { Button } from "../ui/button";
import { formatAgo } from "./relative-time";

interface SessionRowProps {
  session: Session;
  isEnding: boolean;
  onEnd: () => void;
}

const exact = new Intl.DateTimeFormat("en", { dateStyle: "long", timeStyle: "short" });

/** Renders a session: device, address, last use, and the button that ends it. */
export function SessionRow({ session, isEnding, onEnd }: SessionRowProps) {
  const { device, address, current, last_used_at } = session;
  const lastUsed = new Date(last_used_at);
  return (
    <li className="flex items-center justify-between gap-4 border-b border-hairline py-4">
      <div className="min-w-0">
        <p className="font-medium">{device}</p>
        <p className="text-sm text-muted">
          {current && (
            <>
              <strong className="font-medium text-accent">This device</strong> ·{" "}
            </>
          )}
          <span className="whitespace-nowrap">{address}</span> ·{" "}
          <time dateTime={last_used_at} title={exact.format(lastUsed)} className="whitespace-nowrap">
            used {formatAgo(lastUsed)}
          </time>
        </p>
      </div>
      <Button variant="quiet" size="sm" pending={isEnding} onClick={onEnd}>
        Log out<span className="sr-only"> {device}</span>
      </Button>
    </li>
  );
}
