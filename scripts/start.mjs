// `npm start`: starts what `npm run build` made.
import { existsSync } from "node:fs";

if (existsSync(new URL("../.next/standalone/server/start.js", import.meta.url))) {
  await import("../.next/standalone/server/start.js");
} else {
  console.error("There is no production build. Run `npm run build` first.");
  process.exitCode = 1;
}
