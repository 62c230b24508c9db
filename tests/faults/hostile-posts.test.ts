import { afterAll, expect, it } from "vitest";
import { provideOwnInkwell } from "../support/inkwell";
import { publish } from "../support/posts";
import { readProcessorTicks } from "../support/processor-time";
import { signUp, type Author } from "../support/users";

const LENGTH = 50_000;
/** Linear time doubles with the length of a text, and quadratic time quadruples; the rest of the page blurs both. */
const MAX_GROWTH = 3;
/** Ticks of 10 ms that one request may take. */
const MAX_TICKS = 20;
/** Ticks of 10 ms that a series of requests may always take, so that rounding does not matter. */
const NOISE_TICKS = 15;
const REQUESTS = 12;

const server = provideOwnInkwell();
let author: Author | undefined;
const report: string[] = [];

afterAll(() => console.log(report.join("\n")));

/** Makes a text of whole units up to `length`, because half an emoji would be rejected. */
const fill = (unit: string) => (length: number) => unit.repeat(Math.floor(length / unit.length));

const SHAPES: [string, (length: number) => string][] = [
  ["addresses that end in colons", (length) => `http://a.b/${":".repeat(length / 5 - 13)}x `.repeat(5)],
  ["addresses that end in marks", (length) => `http://a.b/${"?!.,:;".repeat(length / 6 - 2)}`],
  ["schemes", fill("http://")],
  ["addresses in unclosed brackets", fill("http://a/(")],
  ["addresses before closing brackets", fill("http://a)")],
  ["brackets of three kinds", fill("http://a/([{")],
  ["dots in a host", (length) => `http://${"a.".repeat(length / 2 - 4)}`],
  ["white space between two letters", (length) => `a${" ".repeat(length - 2)}b`],
  ["line breaks and spaces", (length) => `a${" \n".repeat(length / 2 - 1)}b`],
  ["combining marks", (length) => `a${"\u0301".repeat(length - 1)}`],
  ["joined emoji", fill("👩\u200d")],
  ["half characters", (length) => `a${"😀".repeat(length / 2 - 1)}`],
  ["markup", fill("<a href='&")],
];

/** Returns how long the server computes for a series of requests for a page, in ticks of 10 ms. */
async function countTicks(path: string): Promise<number> {
  const before = readProcessorTicks(server.pid) ?? NaN;
  for (let request = 0; request < REQUESTS; request += 1) {
    const response = await fetch(server.url + path);
    await response.arrayBuffer();
    expect(response.status).toBe(200);
  }
  return (readProcessorTicks(server.pid) ?? NaN) - before;
}

it.runIf(process.platform === "linux").each(SHAPES)(
  "takes little time, linear in the length of a post, to show %s",
  async (what, make) => {
    author ??= await signUp(server);
    const ticks = [];
    for (const length of [LENGTH / 2, LENGTH]) {
      const { id } = await publish(server, author, { content: make(length) });
      await (await fetch(`${server.url}/posts/${id}`)).arrayBuffer();
      ticks.push(await countTicks(`/posts/${id}`));
    }
    const [half = NaN, whole = NaN] = ticks;
    report.push(`${what}: ${half} ticks for half the text, ${whole} for all of it`);
    expect(whole).toBeLessThanOrEqual(MAX_GROWTH * half + NOISE_TICKS);
    expect(whole / REQUESTS).toBeLessThanOrEqual(MAX_TICKS);
  },
);
