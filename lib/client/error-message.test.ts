import { expect, it } from "vitest";
import { ApiError, NetworkError } from "./api-client";
import { CanceledError, errorMessage } from "./error-message";

it.each([
  ["the message of the API", new ApiError("Post not found", 404, "post-not-found"), "Post not found"],
  [
    "the message for a failed connection",
    new NetworkError(new TypeError("Failed to fetch")),
    "The site cannot be reached. Check your connection and try again.",
  ],
  ["nothing for a call that the user canceled", new CanceledError(), undefined],
])("errorMessage returns %s", (_what, error, message) => {
  expect(errorMessage(error)).toBe(message);
});
