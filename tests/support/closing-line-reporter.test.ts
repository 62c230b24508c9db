import { describe, expect, it } from "vitest";
import { closingLine, tallyStates } from "./closing-line-reporter";

describe("the closing line", () => {
  it.each([
    { states: [], line: "Tests: 0 passed, 0 failed" },
    { states: ["passed", "passed", "failed"], line: "Tests: 2 passed, 1 failed" },
    { states: ["passed", "skipped"], line: "Tests: 1 passed, 0 failed, 1 skipped" },
  ] as const)("counts $states", ({ states, line }) => {
    expect(closingLine(tallyStates(states))).toBe(line);
  });

  it("counts a test that never ended as failed", () => {
    expect(closingLine(tallyStates(["passed", "pending"]))).toBe("Tests: 1 passed, 1 failed");
  });
});
