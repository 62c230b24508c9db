import { notFound } from "next/navigation";
import { idParameter } from "@/lib/schemas/parameters";
import { AppError } from "@/lib/server/errors";

/** Shows the 404 page where what was asked for is not there: no such post or author, an address that was made up. */
export async function orNotFound<Result>(result: Promise<Result>): Promise<Result> {
  return result.catch((error: unknown) => {
    if (error instanceof AppError && NOT_THERE.has(error.code)) notFound();
    throw error;
  });
}

const NOT_THERE = new Set(["user-not-found", "post-not-found", "validation-error"]);

/** Reads the id of an address; one that is no id leads to the 404 page. */
export function readId(segment: string): number {
  const { success, data } = idParameter.safeParse(segment);
  return success ? data : notFound();
}
