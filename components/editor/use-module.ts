"use client";

import { useCallback, useEffect, useState } from "react";

/** Loads a part of the page that is shown later. Without a connection it can be tried again. */
export function useModule<Module>(load: () => Promise<Module>) {
  const [module, setModule] = useState<Module>();
  const [hasFailed, setHasFailed] = useState(false);

  const start = useCallback(
    () =>
      load().then(
        (loaded) => setModule(() => loaded),
        () => setHasFailed(true),
      ),
    [load],
  );
  useEffect(() => void start(), [start]);

  const retry = () => {
    setHasFailed(false);
    void start();
  };
  return { module, hasFailed, retry };
}
