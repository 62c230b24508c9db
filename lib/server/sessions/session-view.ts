import "server-only";
import type { Session } from "@/lib/schemas/session";
import type { SessionRow } from "./session-store";

/** Converts a session to the shape that its owner sees. `currentId` is the session that asks. */
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
