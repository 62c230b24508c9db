import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { PostText } from "./post-text";

const render = (text: string) => renderToStaticMarkup(<PostText text={text} />);

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'" };
const decode = (html: string) =>
  html.replace(/&([#\w]+);/g, (entity, name: string) => ENTITIES[name] ?? entity);

/** Returns the visible text: everything except tags. */
const textOf = (html: string) => decode(html.replace(/<[^>]*>/g, ""));
/** Returns the target and the text of each link that the text has. */
const linksOf = (html: string) =>
  [...html.matchAll(/<a href="([^"]*)"(?: title="[^"]*")? rel="nofollow ugc noopener">([^<]*)<\/a>/g)].map(
    ([, href = "", text = ""]) => ({ href: decode(href), text: decode(text) }),
  );

it.each([
  ["a line break", "one\ntwo", '<p dir="auto">one<br/>two</p>'],
  ["paragraphs", "one\n\ntwo", '<p dir="auto">one</p><p dir="auto">two</p>'],
  ["text that is struck out", "~~gone~~", '<p dir="auto"><del>gone</del></p>'],
  ["the number that a list starts with", "3. c", '<ol dir="auto" start="3"><li>c</li></ol>'],
  [
    "tasks",
    "- [x] *done*\n- [ ] open\n- [x]none",
    '<ul dir="auto"><li><input type="checkbox" disabled="" aria-label="Done" checked=""/><em>done</em></li>' +
      '<li><input type="checkbox" disabled="" aria-label="To do"/>open</li><li>[x]none</li></ul>',
  ],
  [
    "tables, which scroll and can be focused",
    "| a | b |\n|--:|---|\n| 1 |",
    '<div dir="auto" role="group" tabindex="0" class="wide-table" aria-label="Table"><table><thead><tr>' +
      '<th class="align-right">a</th><th>b</th></tr></thead><tbody><tr><td class="align-right">1</td><td></td></tr></tbody></table></div>',
  ],
  [
    "code in colors",
    "```js\nlet a = 1;\n```",
    '<pre dir="ltr" role="group" tabindex="0" aria-label="Code"><code class="language-js">' +
      '<span class="code-keyword">let</span> a = <span class="code-number">1</span>;\n</code></pre>',
  ],
  [
    "code in other languages without",
    "```brainfuck\nlet a = 1;\n```",
    '<pre dir="ltr" role="group" tabindex="0" aria-label="Code"><code class="language-brainfuck">let a = 1;\n</code></pre>',
  ],
  [
    "footnotes, in the order of their references",
    "a[^B] b[^a] c[^b] d[^c]\n\n[^a]: A\n[^b]: B[^a]\n\n    more\n\n[^d]: unused",
    '<p dir="auto">a<sup><a id="note-1-reference" href="#note-1" aria-label="Footnote 1">1</a></sup>' +
      ' b<sup><a id="note-2-reference" href="#note-2" aria-label="Footnote 2">2</a></sup>' +
      ' c<sup><a id="note-1-reference-2" href="#note-1" aria-label="Footnote 1">1</a></sup> d[^c]</p>' +
      '<section aria-label="Footnotes"><ol><li dir="auto" id="note-1"><p>B<sup><a id="note-2-reference-2" href="#note-2" ' +
      'aria-label="Footnote 2">2</a></sup></p><p>more' +
      '<a href="#note-1-reference" class="note-return" aria-label="Back to reference 1">↩︎</a>' +
      '<a href="#note-1-reference-2" class="note-return" aria-label="Back to reference 1-2">↩︎</a></p></li>' +
      '<li dir="auto" id="note-2"><p>A<a href="#note-2-reference" class="note-return" aria-label="Back to reference 2">↩︎</a>' +
      '<a href="#note-2-reference-2" class="note-return" aria-label="Back to reference 2-2">↩︎</a></p></li></ol></section>',
  ],
])("PostText renders %s", (_what, text, html) => {
  expect(render(text)).toBe(`<div class="prose">${html}</div>`);
});

it("PostText renders headings one level below the title, with anchors that differ", () => {
  const html = render(
    "# Ink & paper\n\n## Ink & paper\n\n###### Ink & paper-1\n\n# [Link](/)\n\n# *!*\n\n# Main",
  );
  expect([...html.matchAll(/<(h\d) dir="auto" id="([^"]*)"/g)].map(([, tag, id]) => `${tag} ${id}`)).toEqual([
    "h2 text-ink--paper",
    "h3 text-ink--paper-1",
    "h6 text-ink--paper-1-1",
    "h2 text-link",
    "h2 text-section",
    "h2 text-main",
  ]);
  expect(html).toContain('<a href="#text-main" class="anchor">Main</a>');
});

describe("PostText links", () => {
  it.each([
    ["an address", "See https://example.com/a.", "https://example.com/a", "https://example.com/a"],
    [
      "an address in brackets",
      "(https://a.example/b_(c))",
      "https://a.example/b_(c)",
      "https://a.example/b_(c)",
    ],
    [
      "an address of this machine",
      "http://localhost:3000/x",
      "http://localhost:3000/x",
      "http://localhost:3000/x",
    ],
    ["an address without a scheme", "www.example.com", "http://www.example.com", "www.example.com"],
    ["an email address", "ada@example.com", "mailto:ada@example.com", "ada@example.com"],
    ["a text", "[text](https://example.com)", "https://example.com", "text"],
    ["to a page of this site", "[text](/posts/1)", "/posts/1", "text"],
    ["to a heading of the text", "[text](#ink)", "#text-ink", "text"],
    ["by a reference", '[text][a]\n\n[a]: https://example.com "T"', "https://example.com", "text"],
    ["to a picture instead of showing it", "![the *pen*](/pen.png)", "/pen.png", "the pen"],
    ["to a picture without a description", "![](/pen.png)", "/pen.png", "/pen.png"],
    ["a picture in a link once", "[![pen](/pen.png)](/posts/1)", "/posts/1", "pen"],
  ])("%s", (_what, text, href, shown) => {
    expect(linksOf(render(text))).toEqual([{ href, text: shown }]);
  });

  it.each(["example.com", "ftp://example.com/file", "//example.com/path", "wwww.example.com", "https://"])(
    "nothing in %s",
    (text) => {
      expect(render(text)).toBe(`<div class="prose"><p dir="auto">${text}</p></div>`);
    },
  );
});

it.each(["[a]: /b", "[^1]: A note."])(
  "PostText shows a text as it was typed that would show nothing: %s",
  (text) => {
    expect(textOf(render(text))).toBe(text);
  },
);

describe("PostText shows a text beyond its limits as it was typed:", () => {
  it.each([
    ["too many lines", "a\n".repeat(6_000)],
    ["too many elements", "*a* ".repeat(3_000)],
    ["too deep quotes", `${"> ".repeat(30)}a`],
    ["too deep lists", `${"- ".repeat(15)}a`],
    ["too deep emphasis", `${"*a ".repeat(30)}${"b* ".repeat(30)}`],
    ["too many cells", `${"|a".repeat(200)}\n${"|-".repeat(200)}\n${"|\n".repeat(200)}`],
    ["a long address behind many references", `[a]: /${"x".repeat(1_900)}\n\n${"[a] ".repeat(200)}`],
  ])("%s", (_what, text) => {
    const html = render(text);
    expect(html).toMatch(/^<div class="prose"><p dir="auto" class="whitespace-pre-wrap">[^<]*<\/p><\/div>$/);
    expect(textOf(html)).toBe(text);
  });

  it("but not one just within them", () => {
    expect(render(`${"> ".repeat(20)}a`)).toContain("<p>a</p>");
    expect(render("*a* ".repeat(1_000))).toContain("<em>a</em>");
  });
});
