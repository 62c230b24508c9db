import { scripts } from "@/package.json";

/** The arguments that `npm start` passes to Node. */
export const START = scripts.start.split(" ").slice(2);

/** The arguments with which Node runs `npm run build`, without the processes of npm and tsx around it. */
export const BUILD = ["--import", ...scripts.build.split(" ")];
