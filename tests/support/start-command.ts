import { scripts } from "@/package.json";

/** What `npm start` has Node run, without the `exec node` before it. */
export const START = scripts.start.split(" ").slice(2);
