import { expect, it } from "vitest";
import { shareReads } from "./share-reads";

/** Returns a read whose calls end one by one with their number, or fail. */
function controlledRead() {
  const ends: { succeed: () => void; fail: () => void }[] = [];
  const read = shareReads(
    () =>
      new Promise<number>((resolve, reject) => {
        const number = ends.length + 1;
        ends.push({ succeed: () => resolve(number), fail: () => reject(new Error(`read ${number}`)) });
      }),
  );
  return { read, ends };
}

it("serves all who come during a read from the next one, which begins after they came", async () => {
  const { read, ends } = controlledRead();
  const first = read();
  const later = [read(), read(), read()];
  expect(ends).toHaveLength(1);
  ends[0]?.succeed();
  expect(await first).toBe(1);
  expect(ends).toHaveLength(2);
  ends[1]?.succeed();
  expect(await Promise.all(later)).toEqual([2, 2, 2]);
});

it("reads at once when no read is under way", async () => {
  const { read, ends } = controlledRead();
  for (const number of [1, 2]) {
    const result = read();
    expect(ends).toHaveLength(number);
    ends[number - 1]?.succeed();
    expect(await result).toBe(number);
  }
});

it("fails only those who waited for the read that failed", async () => {
  const { read, ends } = controlledRead();
  const first = read();
  const second = read();
  ends[0]?.fail();
  await expect(first).rejects.toThrow("read 1");
  ends[1]?.succeed();
  expect(await second).toBe(2);
});
