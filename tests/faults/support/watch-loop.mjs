// Loaded before the server: on SIGUSR2 it prints the longest time, in milliseconds, that the event loop stood still since the
// last signal.
import { monitorEventLoopDelay } from "node:perf_hooks";
import { isMainThread } from "node:worker_threads";

if (isMainThread) {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  process.on("SIGUSR2", () => {
    console.log(`The loop stood still for ${delay.max / 1e6} ms.`);
    delay.reset();
  });
}
