import { format } from "node:util";
import { afterAll, afterEach } from "vitest";

const printed: string[] = [];

/**
 * Fails the test during which `console.error` is called: React, Next and Node report real faults there, and a run that
 * passes while it prints them hides them. A test that expects one says so first:
 * `vi.spyOn(console, "error").mockImplementation(() => {})`, which the settings restore after it.
 */
console.error = (...values: unknown[]) => {
  printed.push(format(...values));
};

function failIfPrinted(): void {
  const texts = printed.splice(0);
  if (texts.length > 0) {
    throw new Error(`console.error was called ${texts.length} time(s):\n${texts.join("\n")}`);
  }
}

afterEach(failIfPrinted);
// What a file prints before its first test or after its last.
afterAll(failIfPrinted);
