import fc from "fast-check";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { PostText } from "./post-text";

const render = (text: string) => renderToStaticMarkup(<PostText text={text} />);

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'" };
const decode = (html: string) =>
  html.replace(/&([#\w]+);/g, (entity, name: string) => ENTITIES[name] ?? entity);

/** Returns the visible text: everything except tags. */
const textOf = (html: string) => decode(html.replace(/<[^>]*>/g, ""));
/** Returns the target and the text of each link. */
const linksOf = (html: string) =>
  [...html.matchAll(/<a href="([^"]*)" rel="nofollow ugc noopener" class="[^"]*">([^<]*)<\/a>/g)].map(
    ([, href = "", text = ""]) => ({ href: decode(href), text: decode(text) }),
  );
const same = (address: string) => [{ href: address, text: address }];

describe("links an address with http or https", () => {
  it.each([
    "http://example.com",
    "https://example.com/",
    "https://example.com/path/to?a=1&b=2#c",
    "https://example.com:8080/x",
    "http://127.0.0.1:3000/posts/1",
    "http://localhost:3000",
    "https://sub.example.co.uk/~user/",
    "https://en.wikipedia.org/wiki/Ink_(disambiguation)",
    "https://example.com/日本語",
    "https://bücher.example/",
    "HTTPS://EXAMPLE.COM/Case",
  ])("%s", (address) => {
    expect(linksOf(render(`See ${address} there`))).toEqual(same(address));
  });

  it.each([
    ["a full stop", "Read https://example.com/a.", "https://example.com/a"],
    ["a comma", "https://example.com/a, and more", "https://example.com/a"],
    ["a question mark", "Is it https://example.com/a?", "https://example.com/a"],
    ["an exclamation mark", "https://example.com/a!", "https://example.com/a"],
    ["a colon", "https://example.com/a: good", "https://example.com/a"],
    ["brackets", "(https://example.com/a)", "https://example.com/a"],
    ["brackets and a full stop", "(see https://example.com/a).", "https://example.com/a"],
    ["brackets of its own inside others", "(https://example.com/a_(b))", "https://example.com/a_(b)"],
    ["quotation marks", '"https://example.com/a"', "https://example.com/a"],
    ["angle brackets", "<https://example.com/a>", "https://example.com/a"],
    ["a line break", "https://example.com/a\nnext", "https://example.com/a"],
  ])("without %s around the address", (_what, text, address) => {
    expect(linksOf(render(text))).toEqual(same(address));
  });

  it("links each of several addresses", () => {
    const addresses = ["https://a.example/1", "http://b.example/2", "https://a.example/1"];
    expect(linksOf(render(addresses.join(" ")))).toEqual(addresses.flatMap(same));
  });
});

describe("shows everything else as text", () => {
  it.each([
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)//https",
    "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "ftp://example.com/file",
    "mailto:ada@example.com",
    "ada@example.com",
    "//example.com/path",
    "www.example.com",
    "example.com",
    "blob:x",
    "tel:+123",
    "http:example.com",
    "http:/example.com",
    "https://",
    "http://<script>",
    "<a href='x' onclick='alert(1)'>x</a>",
    "</div><script>alert(1)</script>",
    "<!-- -->",
    "&lt;b&gt; &amp;",
    "\u2028 \u2029",
    "\u202e",
  ])("%j", (text) => {
    const html = render(text);
    expect(html).not.toContain("<a");
    expect(html).toMatch(/^<div dir="auto" class="[^"]*">[^<]*<\/div>$/);
    expect(textOf(html)).toBe(text);
  });

  it("does not let an address end its attribute", () => {
    const html = render(`https://example.com/"onmouseover="alert(1) https://example.com/'><script>`);
    expect(
      html.replace(/<a href="[^"<>]*" rel="nofollow ugc noopener" class="[^"<>]*">|<\/a>/g, ""),
    ).not.toMatch(/<(?!div dir="auto" class="[^"]*">|\/div>)/);
  });
});

describe("for any text", () => {
  const part = fc.oneof(
    fc.string({ unit: "binary", maxLength: 20 }),
    fc.constantFrom(..."<>&\"'()[]{}.,!?/:#%@\n\t\r ".split("")),
    fc.constantFrom(
      "http://",
      "https://example.com/",
      "javascript:",
      "//",
      "example.com",
      "mailto:",
      "ftp://a.b",
    ),
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
  );
  const text = fc.array(part, { maxLength: 12 }).map((parts) => parts.join(""));

  it("shows every character in order", () => {
    fc.assert(
      fc.property(text, (typed) => {
        expect(textOf(render(typed))).toBe(typed);
      }),
      { numRuns: 1000 },
    );
  });

  it("links only to http and https, to the address that is shown, and with nofollow", () => {
    fc.assert(
      fc.property(text, (typed) => {
        const html = render(typed);
        const links = linksOf(html);
        expect(links).toHaveLength(html.split("<a").length - 1);
        for (const { href, text: shown } of links) {
          expect(href).toMatch(/^https?:\/\//i);
          expect(href).toBe(shown);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
