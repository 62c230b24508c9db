import { describe, expect, it } from "vitest";
import { readForm, readJson } from "./read-body";

// What tests/api cannot see: how much is read of a body that is refused.

const PIECE = 64 * 1024;

/** A body without an end, which counts the pieces that were taken of it. */
function endlessRequest(contentType: string, headers: Record<string, string> = {}) {
  const taken = { pieces: 0, cancelled: false };
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        taken.pieces += 1;
        controller.enqueue(new Uint8Array(PIECE).fill(0x20));
      },
      cancel() {
        taken.cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  const request = new Request("http://localhost/", {
    method: "POST",
    body,
    headers: { "Content-Type": contentType, ...headers },
    duplex: "half",
  } as RequestInit);
  return { request, taken };
}

describe.each([
  ["readJson", readJson, "application/json"],
  ["readForm", readForm, "application/x-www-form-urlencoded"],
  ["readForm of multipart", readForm, "multipart/form-data; boundary=x"],
] as const)("%s", (_name, read, contentType) => {
  it("stops reading a body once it is too large", async () => {
    const { request, taken } = endlessRequest(contentType);
    await expect(read(request)).rejects.toMatchObject({ code: "payload-too-large" });
    expect(taken).toEqual({ pieces: 256 / 64 + 1, cancelled: true });
  });

  it("reads nothing of a body whose Content-Length is too large", async () => {
    const { request, taken } = endlessRequest(contentType, { "Content-Length": String(256 * 1024 + 1) });
    await expect(read(request)).rejects.toMatchObject({ code: "payload-too-large" });
    expect(taken.pieces).toBe(0);
  });

  it("rejects a large body whose Content-Length is too small", async () => {
    const { request } = endlessRequest(contentType, { "Content-Length": "2" });
    await expect(read(request)).rejects.toMatchObject({ code: "payload-too-large" });
  });

  it("reads nothing of a body of an unsupported media type", async () => {
    const { request, taken } = endlessRequest("text/plain");
    await expect(read(request)).rejects.toMatchObject({ code: "unsupported-media-type" });
    expect(taken.pieces).toBe(0);
  });
});

it("readForm keeps parameters with the names of Object.prototype members", async () => {
  const form = "__proto__=a&constructor=b&toString=c";
  const request = new Request("http://localhost/", {
    method: "POST",
    body: form,
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
  });
  const parameters = await readForm(request);
  expect(Object.entries(parameters)).toEqual([
    ["__proto__", "a"],
    ["constructor", "b"],
    ["toString", "c"],
  ]);
  expect(Object.getPrototypeOf(parameters)).toBe(Object.prototype);
});
