import "server-only";
import PQueue from "p-queue";
import { AppError } from "../errors";
import { globalSingleton } from "../global-singleton";

/** How many uploads may be in memory at the same time. Each is a file of up to 5 MiB. */
const UPLOADS_MAX = 12;

const state = globalSingleton("pictures", () => ({ uploads: 0, decoding: new PQueue({ concurrency: 1 }) }));

/**
 * Counts an upload while `work` receives and processes it.
 *
 * @throws {AppError} `overloaded` if too many others are under way
 */
export async function asUpload<Result>(work: () => Promise<Result>): Promise<Result> {
  if (state.uploads >= UPLOADS_MAX) throw new AppError("overloaded", { cause: "too many uploads" });
  state.uploads += 1;
  try {
    return await work();
  } finally {
    state.uploads -= 1;
  }
}

/** Runs a decoder when its turn comes. One takes up to 200 MB, so none runs beside another. */
export async function enqueueDecoding<Result>(work: () => Promise<Result>): Promise<Result> {
  return state.decoding.add(work);
}
