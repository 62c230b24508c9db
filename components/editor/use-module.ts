"use client";

import { useCallback, useEffect, useState } from "react";
import { errorMessage } from "@/lib/client/error-message";

/**
 * Loads code that a part of the page needs. Without a connection it can be tried again.
 *
 * @param load made by `loadOnDemand`
 */
export function useModule<Module>(load: () => Promise<Module>) {
  const [module, setModule] = useState<Module>();
  const [error, setError] = useState<string>();

  const start = useCallback(
    () =>
      load().then(
        (loaded) => setModule(() => loaded),
        (thrown: unknown) => setError(errorMessage(thrown)),
      ),
    [load],
  );
  useEffect(() => void start(), [start]);

  const retry = () => {
    setError(undefined);
    void start();
  };
  return { module, error, retry };
}
