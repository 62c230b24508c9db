// Loaded before the server: its wall clock is ahead by the milliseconds in the file CLOCK_FILE, as if it had been set.
// Timers follow the monotonic clock, which does not change.
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
