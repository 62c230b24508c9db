import { describe, expect, it } from "vitest";
import { countHeld, toAddressBlocks } from "./address-blocks";

describe("toAddressBlocks", () => {
  it.each([
    ["192.0.2.7", ["192.0.2.7"]],
    ["2001:db8:1:2:3:4:5:6", ["2001:db8:1:2::/64", "2001:db8:1::/48"]],
    ["2001:db8:1:2:ffff:ffff:ffff:ffff", ["2001:db8:1:2::/64", "2001:db8:1::/48"]],
    ["2001:db8:1:ffff::1", ["2001:db8:1:ffff::/64", "2001:db8:1::/48"]],
    ["2001:db8:2:2::1", ["2001:db8:2:2::/64", "2001:db8:2::/48"]],
    ["::1", ["::/64", "::/48"]],
    ["fe80::1%eth0", ["fe80::/64", "fe80::/48"]],
    ["unknown", ["unknown"]],
  ])("counts %s as %j", (address, names) => {
    expect(toAddressBlocks(address).map(({ name }) => name)).toEqual(names);
  });

  it("gives a /48 ten times the quota of a /64", () => {
    expect(toAddressBlocks("2001:db8::1").map(({ factor }) => factor)).toEqual([1, 10]);
  });
});

describe("countHeld", () => {
  const held = (address: string, holders: string[]) =>
    countHeld(toAddressBlocks(address), holders.map(toAddressBlocks));

  it("counts what the same IPv4 address holds", () => {
    expect(held("192.0.2.1", ["192.0.2.1", "192.0.2.2", "192.0.2.1"])).toBe(2);
    expect(held("192.0.2.3", ["192.0.2.1", "192.0.2.2"])).toBe(0);
  });

  it("counts a /64 in full and the rest of its /48 at a tenth", () => {
    const holders = Array.from({ length: 30 }, (_, index) => `2001:db8:1:${index + 10}::1`);
    expect(held("2001:db8:1:1::1", holders)).toBe(3);
    expect(held("2001:db8:1:1::1", [...holders, ...Array<string>(5).fill("2001:db8:1:1::2")])).toBe(5);
    expect(held("2001:db8:2:1::1", holders)).toBe(0);
  });
});
