import { describe, expect, it } from "vitest";
import { clientAddress, CONNECTION_ADDRESS_HEADER } from "./client-address";

type Headers = Record<string, string>;

const from = (headers: Headers, surroundings: Parameters<typeof clientAddress>[1] = {}) =>
  clientAddress(new Request("http://localhost/", { headers }), surroundings);
const connection = (address: string): Headers => ({ [CONNECTION_ADDRESS_HEADER]: address });

/** Headers that a client can send to impersonate another address. */
const INVENTED: Headers = {
  "x-forwarded-for": "203.0.113.66",
  "x-real-ip": "203.0.113.66",
  forwarded: "for=203.0.113.66",
  "cf-connecting-ip": "203.0.113.66",
  "true-client-ip": "203.0.113.66",
  "x-client-ip": "203.0.113.66",
  "x-vercel-forwarded-for": "203.0.113.66",
};

describe("clientAddress behind our own server", () => {
  it.each([
    ["192.0.2.7", "192.0.2.7"],
    ["::ffff:192.0.2.7", "192.0.2.7"],
    ["::FFFF:C000:0207", "192.0.2.7"],
    ["2001:DB8:0:0:0:0:0:1", "2001:db8::1"],
    ["::1", "::1"],
  ])("reads the connection %s as %s", (address, expected) => {
    expect(from(connection(address), { isOurServer: true })).toBe(expected);
    expect(from({ ...INVENTED, ...connection(address) }, { isOurServer: true })).toBe(expected);
  });

  it("uses the connection even if VERCEL is set", () => {
    const headers = { ...INVENTED, ...connection("192.0.2.7") };
    expect(from(headers, { isOurServer: true, isVercel: true })).toBe("192.0.2.7");
  });
});

describe("clientAddress behind trusted proxies", () => {
  it.each([
    [1, "198.51.100.1", "198.51.100.1"],
    [1, "203.0.113.66, 198.51.100.1", "198.51.100.1"],
    [1, "203.0.113.66,198.51.100.1 ", "198.51.100.1"],
    [2, "203.0.113.66, 198.51.100.1, 10.0.0.2", "198.51.100.1"],
    [3, "203.0.113.66, 198.51.100.1, 10.0.0.3, 10.0.0.2", "198.51.100.1"],
    [1, "203.0.113.66, ::ffff:198.51.100.1", "198.51.100.1"],
    [1, "2001:DB8::0:1", "2001:db8::1"],
    [1, "198.51.100.1:4711", "198.51.100.1"],
    [1, "[2001:db8::1]:4711", "2001:db8::1"],
    [1, "[2001:db8::1]", "2001:db8::1"],
  ])("with %i of them reads X-Forwarded-For: %s as %s", (trustedProxyHops, header, expected) => {
    const headers = { ...INVENTED, "x-forwarded-for": header };
    const own = { ...headers, ...connection("10.0.0.1") };
    expect(from(own, { isOurServer: true, trustedProxyHops })).toBe(expected);
    expect(from(headers, { trustedProxyHops })).toBe(expected);
  });

  it.each([
    [2, "198.51.100.1"],
    [3, "203.0.113.66, 198.51.100.1"],
    [1, ""],
    [1, "203.0.113.66,"],
    [1, "203.0.113.66, unknown"],
    [1, "203.0.113.66, _hidden"],
    [1, "203.0.113.66, 198.51.100"],
    [1, "203.0.113.66, 198.51.100.256"],
    [1, "203.0.113.66, 0xC6336401"],
    [1, "203.0.113.66, 3325256705"],
    [1, "203.0.113.66, 198.51.100.1:"],
    [1, "203.0.113.66, [2001:db8::1"],
    [1, "203.0.113.66, for=198.51.100.1"],
    [1, "203.0.113.66, 198.51.100.1 198.51.100.2"],
    [1, "203.0.113.66, 1".padEnd(8_000, "1")],
  ])("with %i of them ignores X-Forwarded-For: %s and uses the connection", (trustedProxyHops, header) => {
    const headers = { ...INVENTED, "x-forwarded-for": header, ...connection("10.0.0.1") };
    expect(from(headers, { isOurServer: true, trustedProxyHops })).toBe("10.0.0.1");
  });

  it("uses the connection if X-Forwarded-For is missing", () => {
    expect(from(connection("10.0.0.1"), { isOurServer: true, trustedProxyHops: 1 })).toBe("10.0.0.1");
  });
});

describe("clientAddress on Vercel", () => {
  it.each([
    [{ "x-vercel-forwarded-for": "198.51.100.1", "x-real-ip": "203.0.113.66" }, "198.51.100.1"],
    [{ "x-real-ip": "198.51.100.1" }, "198.51.100.1"],
    [{ "x-vercel-forwarded-for": "2001:DB8::0:1" }, "2001:db8::1"],
    [{ "x-vercel-forwarded-for": "junk" }, "unknown"],
    [{}, "unknown"],
  ])("reads %j as %s", (headers, expected) => {
    const invented = { "x-forwarded-for": "203.0.113.66", ...connection("203.0.113.66") };
    const given = { ...invented, ...headers };
    expect(from(given, { isVercel: true, trustedProxyHops: 1 })).toBe(expected);
  });
});

it("clientAddress trusts no header without our own server, as in development", () => {
  expect(from({ ...INVENTED, ...connection("203.0.113.66") })).toBe("unknown");
});

it("clientAddress returns one address for all clients if our own server reports none", () => {
  expect(from(INVENTED, { isOurServer: true })).toBe("unknown");
  expect(from({ ...INVENTED, ...connection("") }, { isOurServer: true })).toBe("unknown");
});
