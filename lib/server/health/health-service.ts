import "server-only";
import type { Health } from "@/lib/schemas/health";
import { AppError } from "../errors";
import { pingDatabase } from "./health-store";

/** @throws {AppError} `overloaded` when the database does not answer, whatever its reason */
export async function requireHealth(): Promise<Health> {
  await pingDatabase().catch((cause: unknown) => {
    throw new AppError("overloaded", { detail: "The database does not answer.", cause });
  });
  return { status: "ok" };
}
