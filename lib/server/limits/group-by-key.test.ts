import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { groupByKey } from "./group-by-key";

/** A grouped action that notes its groups and gives each item's place in all of them, but none for "nothing". */
function makeAction() {
  const groups: string[][] = [];
  let place = 0;
  const act = groupByKey(async (items: { key: string }[]) => {
    groups.push(items.map(({ key }) => key));
    await sleep(1);
    if (items.some(({ key }) => key === "fault")) throw new Error("a fault");
    return new Map(items.filter(({ key }) => key !== "nothing").map(({ key }) => [key, (place += 1)]));
  });
  return { groups, act: (key: string) => act({ key }) };
}

it("does together what comes at once, and what comes while that is at work", async () => {
  const { groups, act } = makeAction();
  const first = Promise.all(["a", "b", "nothing"].map(act));
  await sleep(0);
  const second = Promise.all(["c", "d"].map(act));
  expect(await first).toEqual([1, 2, undefined]);
  expect(await second).toEqual([3, 4]);
  expect(groups).toEqual([
    ["a", "b", "nothing"],
    ["c", "d"],
  ]);
});

it("does what is of one key in turn", async () => {
  const { groups, act } = makeAction();
  expect(await Promise.all(["a", "a", "b", "a"].map(act))).toEqual([1, 3, 2, 4]);
  expect(groups).toEqual([["a", "b"], ["a"], ["a"]]);
});

it("makes groups of at most a hundred", async () => {
  const { groups, act } = makeAction();
  await Promise.all(Array.from({ length: 250 }, (_, index) => act(String(index))));
  expect(groups.map(({ length }) => length)).toEqual([100, 100, 50]);
});

it("tells a fault to its whole group, and goes on", async () => {
  const { act } = makeAction();
  const results = await Promise.allSettled(["a", "fault", "a", "b"].map(act));
  expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected", "fulfilled", "rejected"]);
  expect(await act("c")).toBe(2);
});
