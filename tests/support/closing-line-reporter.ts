import { writeSync } from "node:fs";
import type { Reporter, SerializedError, TestCase, TestModule } from "vitest/node";

export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

type State = ReturnType<TestCase["result"]>["state"];

const STDOUT = 1;

/** Counts tests by how they ended; one that began and never came to an end has failed. */
export function tallyStates(states: Iterable<State>): Tally {
  const tally: Tally = { passed: 0, failed: 0, skipped: 0 };
  for (const state of states) {
    tally[state === "pending" ? "failed" : state] += 1;
  }
  return tally;
}

/** The line, such as `Tests: 12 passed, 0 failed, 1 skipped`. */
export function closingLine({ passed, failed, skipped }: Tally): string {
  return `Tests: ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

/** Whether the file fails for a reason that none of its tests shows, such as an import that throws. */
function failsOutsideItsTests(testModule: TestModule): boolean {
  return testModule.state() === "failed" && ![...testModule.children.allTests("failed")].length;
}

/**
 * Ends the output of a run with one plain line that programs can read.
 *
 * The line is printed when the process exits, because other reporters and Vitest itself still print after
 * `onTestRunEnd`. A run that ends in failure never says "0 failed", whatever the failure was.
 */
export default class ClosingLineReporter implements Reporter {
  #tally: Tally = tallyStates([]);

  onInit(): void {
    process.once("exit", (exitCode) => {
      const { failed } = this.#tally;
      const tally = exitCode === 0 ? this.#tally : { ...this.#tally, failed: Math.max(failed, 1) };
      // Not console.log: Vitest's summary may still hold the stream, and nothing asynchronous runs from here on.
      writeSync(STDOUT, `\n${closingLine(tally)}\n`);
    });
  }

  onTestRunEnd(testModules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    const tests = testModules.flatMap((testModule) => [...testModule.children.allTests()]);
    this.#tally = tallyStates(tests.map((test) => test.result().state));
    this.#tally.failed += testModules.filter(failsOutsideItsTests).length + unhandledErrors.length;
  }
}
