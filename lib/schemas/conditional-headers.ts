import { z } from "zod";

const optionalEtag = (description: string) =>
  z
    .string()
    .optional()
    .meta({ description, examples: ['"lJCdgHPoAUg-Lv2x-mBYNA"'] });

/** The request header of a read that a client repeats. */
export const ifNoneMatchHeader = z.object({
  "If-None-Match": optionalEtag(
    "The `ETag` that you have. If it is still the current one, the response is 304 without a body.",
  ),
});

/** The request header of a write that must not overwrite what somebody else has changed. */
export const ifMatchHeader = z.object({
  "If-Match": optionalEtag(
    "The `ETag` that `GET` of the same address sent. If it is not the current one any more, nothing is changed.",
  ),
});
