import "server-only";
import type { Session } from "@/lib/schemas/session";
import type { UserPrivate } from "@/lib/schemas/user";
import { toUserPrivate } from "../users/user-view";
import type { LiveSessionRow, SessionRow } from "./session-store";

/** What its owner gets of a session, asking from the session `currentId`. */
export function toSession(row: SessionRow, currentId: number): Session {
  return {
    id: row.id,
    device: row.device,
    address: row.address,
    created_at: row.createdAt.toISOString(),
    last_used_at: row.lastUsedAt.toISOString(),
    current: row.id === currentId,
  };
}

/** Who holds the access token of a session. */
export function toOwner({ user }: LiveSessionRow): UserPrivate {
  return toUserPrivate(user);
}
