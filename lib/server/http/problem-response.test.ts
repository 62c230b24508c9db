import fs from "node:fs";
import { beforeEach, describe, expect, it, vi, type MockInstance } from "vitest";
import { AppError } from "../errors";
import { problemResponse } from "./problem-response";

// Cases that tests/api cannot cause.

const REQUEST_ID = "request-1";

/** Captures the log, which bypasses the console. */
let written: MockInstance<(fd: number, text: string) => number>;

beforeEach(() => {
  written = vi.spyOn(fs, "writeSync").mockImplementation((_fd, text) => Buffer.byteLength(String(text)));
});

describe("an unexpected value", () => {
  it.each([
    ["an error", new TypeError("canary of the cause")],
    ["an error whose cause says more", new Error("outer", { cause: new Error("canary of the cause") })],
    ["a text of several lines", "canary of the cause\nnext line"],
    ["an object", { status: 404, code: "not-found", detail: "canary of the cause" }],
  ])("gets a constant 500, and its cause one log line: %s", async (_what, thrown) => {
    const response = problemResponse(thrown, REQUEST_ID);
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({
      type: "/docs/errors#internal-error",
      title: "Internal Server Error",
      status: 500,
      detail: "Something went wrong on our side. Please try again.",
      code: "internal-error",
      request_id: REQUEST_ID,
    });
    const [[, line]] = written.mock.calls as [[number, string]];
    expect(line).toMatch(/^[^\n]+\n$/);
    expect(JSON.parse(line)).toEqual({
      level: "error",
      time: expect.any(String),
      message: "Unexpected error",
      cause: expect.stringContaining("canary of the cause"),
    });
  });

  it.each([undefined, null, 0])("gets a 500: %s", (thrown) => {
    expect(problemResponse(thrown, REQUEST_ID).status).toBe(500);
  });
});

describe("an AppError", () => {
  it("gets a response with its sentence and field errors but not its cause", async () => {
    const errors = [{ pointer: "#/title", detail: "Enter a title", code: "required" }];
    const error = new AppError("forbidden", {
      detail: "Not yours.",
      errors,
      cause: new Error("canary of the cause"),
    });
    expect(await problemResponse(error, REQUEST_ID).json()).toEqual({
      type: "/docs/errors#forbidden",
      title: "Forbidden",
      status: 403,
      detail: "Not yours.",
      code: "forbidden",
      request_id: REQUEST_ID,
      errors,
    });
  });

  it("gets Retry-After if the server is overloaded", () => {
    const { headers } = problemResponse(new AppError("overloaded"), REQUEST_ID);
    expect(headers.get("retry-after")).toMatch(/^[1-9]\d*$/);
    expect(written).not.toHaveBeenCalled();
  });
});
