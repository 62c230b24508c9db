import { scripts } from "@/package.json";

/** The arguments that `npm start` passes to Node. */
export const START = scripts.start.split(" ").slice(2);
