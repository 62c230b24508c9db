/** Code that is imported on demand did not arrive: there is no connection, or the site has been updated since the page was loaded. */
export class LoadError extends Error {
  override name = "LoadError";

  constructor(cause: unknown) {
    const message = "This could not be loaded. Check your connection and try again, or reload the page.";
    super(message, { cause });
  }
}

/**
 * Returns a function that imports code at its first call. Unlike `dynamic` and `lazy`, it does not remember a failure, so that
 * the next call tries again, and no failure replaces the page.
 *
 * @throws {LoadError} from the returned function
 */
export function loadOnDemand<Code>(load: () => Promise<Code>): () => Promise<Code> {
  let loading: Promise<Code> | undefined;
  return () => {
    loading ??= load().catch((cause: unknown) => {
      loading = undefined;
      throw new LoadError(cause);
    });
    return loading;
  };
}
