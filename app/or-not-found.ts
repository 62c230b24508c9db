import { notFound } from "next/navigation";
import { idParameter } from "@/lib/schemas/parameters";
import { AppError } from "@/lib/server/errors";

/** Shows the 404 page if a post or author does not exist or a parameter of the URL is invalid. */
export async function orNotFound<Result>(result: Promise<Result>): Promise<Result> {
  return result.catch((error: unknown) => {
    if (error instanceof AppError && NOT_FOUND_CODES.has(error.code)) notFound();
    throw error;
  });
}

const NOT_FOUND_CODES = new Set(["user-not-found", "post-not-found", "validation-error"]);

/** Parses an id from the path, and shows the 404 page if it is not one. */
export function readId(segment: string): number {
  const { success, data } = idParameter.safeParse(segment);
  return success ? data : notFound();
}
