import { beforeAll, describe, expect, it } from "vitest";
import sharp from "sharp";
import { toInitialsPath } from "@/lib/schemas/initials";
import { provideInkwell } from "../../support/inkwell";
import { callRaw } from "../../support/open-request";
import { makePng, storePicture } from "../../support/pictures";
import { SECURITY_HEADERS } from "../../support/security-headers";
import { signUp } from "../../support/users";

const server = provideInkwell();
let picture: string;

beforeAll(async () => {
  picture = (await storePicture(server, await signUp(server), await makePng("#0a0b0c"))).path;
});

describe.each([
  ["a picture", "image/webp", () => picture],
  ["initials", "image/svg+xml", () => toInitialsPath("Ada Lovelace")],
])("%s", (_what, type, pathOf) => {
  it("is served as an image alone, forever", async () => {
    for (const method of ["GET", "HEAD"]) {
      const { status, headers, text } = await callRaw(server, method, pathOf());
      expect(status).toBe(200);
      expect(headers).toMatchObject({
        ...SECURITY_HEADERS,
        "content-type": type,
        "cache-control": "public, max-age=31536000, immutable",
        "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
      });
      expect(headers["set-cookie"]).toBeUndefined();
      expect(text === "").toBe(method === "HEAD");
    }
  });
});

it.each(["李白", "Жан Дюваль", "ß", "!!!"])("the initials of %s are an image", async (name) => {
  const response = await fetch(server.url + toInitialsPath(name));
  expect(response.status).toBe(200);
  const { format, width, height } = await sharp(await response.arrayBuffer()).metadata();
  expect({ format, width, height }).toEqual({ format: "svg", width: 512, height: 512 });
});

it.each([
  "/images/none.webp",
  `/images/${"a".repeat(43)}.webp`,
  "/images/initials-90-3c.svg",
  "/images/initials-90-41.png",
  "/images/default-avatar.svg",
  "/images/..%2ficon.svg",
  "/images/%00",
])("%s is not found", async (path) => {
  const { status, headers } = await callRaw(server, "GET", path);
  expect([status, headers["cache-control"]]).toEqual([404, expect.stringMatching(/no-store|no-cache/)]);
});
