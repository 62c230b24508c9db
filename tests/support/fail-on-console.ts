import { format } from "node:util";
import { afterAll, afterEach } from "vitest";

const printed: string[] = [];

/**
 * Fails a test that calls `console.error`: React, Next and Node report real errors there. A test that expects one mocks it:
 * `vi.spyOn(console, "error").mockImplementation(() => {})`. The configuration restores mocks after each test.
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
// For calls before the first test or after the last one.
afterAll(failIfPrinted);
