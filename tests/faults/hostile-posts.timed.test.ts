import { afterAll, expect, it } from "vitest";
import { provideOwnInkwell } from "../support/inkwell";
import { publish } from "../support/posts";
import { readProcessorTicks } from "../support/processor-time";
import { signUp, type Author } from "../support/users";

const LENGTH = 50_000;
/** Linear time doubles with the length of a text, and quadratic time quadruples; the rest of the page blurs both. */
const MAX_GROWTH = 3;
/** Ticks of 10 ms that one request may take: parsing 50,000 characters, and rendering up to 5,000 elements twice. */
const MAX_TICKS = 40;
/** Ticks of 10 ms that a series of requests may always take, so that rounding does not matter. */
const NOISE_TICKS = 15;
const REQUESTS = 4;

// Each request renders the page.
const server = provideOwnInkwell({ env: { PAGE_CACHE: "off" } });
let author: Author | undefined;
const report: string[] = [];

afterAll(() => console.log(report.join("\n")));

/** Makes a text of whole units up to `length`, because half an emoji would be rejected. */
const fill = (unit: string) => (length: number) => unit.repeat(Math.floor(length / unit.length));

/** Repeats what `unit` returns for 1, 2, 3, … up to `length`. */
const rise = (unit: (count: number) => string) => (length: number) => {
  let text = "";
  for (let count = 1, next = unit(1); text.length + next.length <= length; next = unit((count += 1)))
    text += next;
  return text;
};
/** Opens as often as fits half of `length` with the closing part, and closes as often. */
const nest = (open: string, close: string) => (length: number) => {
  const depth = Math.floor(length / (open.length + close.length + 1));
  return `${open.repeat(depth)}a${close.repeat(depth)}`;
};
/** Puts `start` before repetitions of `unit`. */
const after = (start: string, unit: string) => (length: number) => start + fill(unit)(length - start.length);

const SHAPES: [string, (length: number) => string][] = [
  ["nested quotes", fill("> ")],
  ["quotes that get deeper", rise((depth) => `${">".repeat(depth)} a\n`)],
  ["lines that go on below nested quotes", after(`${"> ".repeat(20)}a\n`, "aaaaaaaaaa\n")],
  ["nested lists", fill("- ")],
  ["lists that get deeper", rise((depth) => `${"  ".repeat(depth)}- a\n`)],
  ["lines that go on below nested lists", after(`${"- ".repeat(10)}a\n`, "aaaaaaaaaa\n")],
  ["blank lines below nested lists", after(`${"- ".repeat(10)}a\n`, "\n")],
  ["many lists", fill("* a\n+ a\n")],
  ["brackets", fill("[")],
  ["brackets of links", fill("[a](")],
  ["brackets of pictures", fill("![")],
  ["links in links", nest("[", "](x)")],
  ["pictures in pictures", nest("![", "](x)")],
  ["addresses of links without an end", fill("[a](<b")],
  ["stars that open", fill("*a **b")],
  ["stars that close", (length) => fill("*a ")(length / 2) + fill("a* ")(length / 2)],
  ["emphasis in emphasis", nest("*a ", "b* ")],
  ["strong emphasis in itself", nest("**a ", "b** ")],
  ["underscores and stars", fill("*_* _ ")],
  ["tildes", fill("~~a~~ ~b ")],
  ["backquotes of rising number", rise((count) => `e${"`".repeat(count)}`)],
  ["backquotes", fill("`a")],
  [
    "a table with many columns",
    (length) => `${fill("|a")(length / 3)}\n${fill("|-")(length / 3)}\n${fill("|\n")(length / 3)}`,
  ],
  ["a table with many rows", after("|a|b|\n|-|-|\n", "|aaaaa|bbbbb|\n")],
  ["many tables", fill("|a|\n|-|\n\n")],
  ["definitions of references", rise((count) => `[${count}]: x\n`)],
  [
    "references to a long address",
    (length) => `[a]: /${"x".repeat(1_900)}\n\n${fill("[a] ")(length - 1_910)}`,
  ],
  ["footnotes", rise((count) => `[^${count}]\n\n[^${count}]: [^${count + 1}]\n\n`)],
  ["references to a footnote", after("[^a]: x\n\n", "[^a] ")],
  ["addresses", fill("http://a.b ")],
  ["addresses that end in marks", (length) => `http://a.b/${fill("?!.,:;")(length - 11)}`],
  ["addresses in brackets", fill("http://a/([{")],
  ["addresses without a scheme", fill("www.")],
  ["email addresses", fill("a@b.c ")],
  ["dots in a host", (length) => `http://${fill("a.")(length - 7)}`],
  ["HTML", fill("<a href='&")],
  ["comments of HTML", fill("<!-- a")],
  ["entities", fill("&amp;&#x")],
  ["code in colors", (length) => `\`\`\`js\n${fill("/*\"'`a1 ")(length - 12)}\n\`\`\``],
  ["strings of code", (length) => `\`\`\`js\n${fill("a1 'b' ")(length - 12)}\n\`\`\``],
  ["white space between two letters", (length) => `a${" ".repeat(length - 2)}b`],
  ["line breaks and spaces", (length) => `a${" \n".repeat(length / 2 - 1)}b`],
  ["combining marks", (length) => `a${"\u0301".repeat(length - 1)}`],
  ["joined emoji", fill("👩\u200d")],
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
