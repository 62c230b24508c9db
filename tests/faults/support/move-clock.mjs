// Loaded before the server: its wall clock is ahead by the milliseconds that the file CLOCK_FILE tells, like one that was
// set; the monotonic clock, by which timers go, knows nothing of it.
import { readFileSync } from "node:fs";

const RealDate = Date;
const now = () => RealDate.now() + Number(readFileSync(process.env.CLOCK_FILE, "utf8"));

globalThis.Date = class Date extends RealDate {
  constructor(...values) {
    super(...(values.length === 0 ? [now()] : values));
  }
  static now() {
    return now();
  }
};
