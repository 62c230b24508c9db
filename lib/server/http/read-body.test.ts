import { describe, expect, it } from "vitest";
import { readForm, readJson } from "./read-body";

// What tests/api cannot see: how much of a rejected body is read.

const CHUNK = 64 * 1024;

/** Creates a request with an endless body that counts the chunks taken from it. */
function endlessRequest(contentType: string, headers: Record<string, string> = {}) {
  const taken = { chunks: 0, canceled: false };
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        taken.chunks += 1;
        controller.enqueue(new Uint8Array(CHUNK).fill(0x20));
      },
      cancel() {
        taken.canceled = true;
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
    expect(taken).toEqual({ chunks: 256 / 64 + 1, canceled: true });
  });

  it("reads nothing of a body whose Content-Length is too large", async () => {
    const { request, taken } = endlessRequest(contentType, { "Content-Length": String(256 * 1024 + 1) });
    await expect(read(request)).rejects.toMatchObject({ code: "payload-too-large" });
    expect(taken.chunks).toBe(0);
  });

  it("rejects a large body whose Content-Length is too small", async () => {
    const { request } = endlessRequest(contentType, { "Content-Length": "2" });
    await expect(read(request)).rejects.toMatchObject({ code: "payload-too-large" });
  });

  it("reads nothing of a body of an unsupported media type", async () => {
    const { request, taken } = endlessRequest("text/plain");
    await expect(read(request)).rejects.toMatchObject({ code: "unsupported-media-type" });
    expect(taken.chunks).toBe(0);
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
