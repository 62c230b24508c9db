import "server-only";
import type { Health } from "@/lib/schemas/health";
import { AppError } from "../errors";
import { pingDatabase } from "./health-store";

/**
 * Returns the health of the service.
 *
 * @throws {AppError} `overloaded` if the database cannot be read
 */
export async function requireHealth(): Promise<Health> {
  await pingDatabase().catch((cause: unknown) => {
    throw new AppError("overloaded", { detail: "The database is not available.", cause });
  });
  return { status: "ok" };
}
