import { writeSync } from "node:fs";
import type { Reporter, SerializedError, TestCase, TestModule } from "vitest/node";

export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

type State = ReturnType<TestCase["result"]>["state"];

const STDOUT = 1;

/** Counts tests by their result; a test that never finished has failed. */
export function tallyStates(states: Iterable<State>): Tally {
  const tally: Tally = { passed: 0, failed: 0, skipped: 0 };
  for (const state of states) {
    tally[state === "pending" ? "failed" : state] += 1;
  }
  return tally;
}

/** Returns the line, such as `Tests: 12 passed, 0 failed, 1 skipped`. */
export function closingLine({ passed, failed, skipped }: Tally): string {
  return `Tests: ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

/** Returns whether a file failed outside its tests, for example because an import threw. */
function failsOutsideItsTests(testModule: TestModule): boolean {
  return testModule.state() === "failed" && ![...testModule.children.allTests("failed")].length;
}

/**
 * Ends the output of a run with one line that programs can parse.
 *
 * The line is printed when the process exits, because other reporters and Vitest itself still print after
 * `onTestRunEnd`. A failed run never reports "0 failed", whatever failed.
 */
export default class ClosingLineReporter implements Reporter {
  #tally: Tally = tallyStates([]);

  onInit(): void {
    process.once("exit", (exitCode) => {
      const { failed } = this.#tally;
      const tally = exitCode === 0 ? this.#tally : { ...this.#tally, failed: Math.max(failed, 1) };
      // Vitest's summary may still hold console.log's stream, and nothing asynchronous runs from here on.
      writeSync(STDOUT, `\n${closingLine(tally)}\n`);
    });
  }

  onTestRunEnd(testModules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    const tests = testModules.flatMap((testModule) => [...testModule.children.allTests()]);
    this.#tally = tallyStates(tests.map((test) => test.result().state));
    this.#tally.failed += testModules.filter(failsOutsideItsTests).length + unhandledErrors.length;
  }
}
