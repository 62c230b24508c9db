import { scripts } from "@/package.json";

/** The arguments that `npm start` passes to `env`, with the Node that runs the tests. */
export const START = scripts.start
  .split(" ")
  .slice(2)
  .map((word) => (word === "node" ? process.execPath : word));

/** The arguments with which Node runs `npm run build`, without the processes of npm and tsx around it. */
export const BUILD = ["--import", ...scripts.build.split(" ")];
