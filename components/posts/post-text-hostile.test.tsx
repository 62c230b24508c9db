import fc from "fast-check";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { PostText } from "./post-text";

const render = (text: string) => renderToStaticMarkup(<PostText text={text} />);

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'" };
const decode = (html: string) =>
  html.replace(/&([#\w]+);/g, (entity, name: string) => ENTITIES[name] ?? entity);

const SCRIPT_ADDRESSES = [
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)//https",
  "&#106;avascript&colon;alert(1)",
  "java&#x0A;script:alert(1)",
  "java&Tab;script:alert(1)",
  "&#1;javascript:alert(1)",
  "&nbsp;javascript:alert(1)",
  "\\javascript:alert(1)",
  "javascript\\:alert(1)",
  "javascript&#58;alert(1)",
  "vbscript:msgbox(1)",
  "data:text/html,<script>alert(1)</script>",
  "data:image/svg+xml;base64,PHN2Zy8+",
  "view-source:x",
  "blob:https://example.com/x",
  "file:///etc/passwd",
];
const WAYS_TO_LINK: ((address: string) => string)[] = [
  (address) => address,
  (address) => `<${address}>`,
  (address) => `[a](${address})`,
  (address) => `[a](<${address}>)`,
  (address) => `![a](${address})`,
  (address) => `[![a](${address})](${address})`,
  (address) => `[a]\n\n[a]: ${address}`,
  (address) => `![a][b]\n\n[b]: <${address}>`,
  (address) => `# [a](${address})\n\n| [a](${address}) |\n|-|\n| x[^1] |\n\n[^1]: [a](${address})`,
  (address) => `<a href="${address}">a</a>`,
];

/** Throws unless the elements and attributes are those that PostText makes, and each link leads to where it may. */
function expectHarmless(html: string): void {
  const tags = html.replace(/"[^"]*"/g, '""').match(/<[^>]*>/g) ?? [];
  for (const tag of tags) {
    expect(tag).toMatch(
      /^<\/?(?:a|blockquote|br|code|del|div|em|h[2-6]|hr|input|li|ol|p|pre|section|span|strong|sup|table|tbody|td|th|thead|tr|ul)(?: (?:aria-label|checked|class|dir|disabled|href|id|rel|role|start|tabindex|title|type)="")*\/?>$/,
    );
  }
  for (const [, href = ""] of html.matchAll(/href="([^"]*)"/g)) {
    expect(new URL(decode(href), "https://page.example").protocol).toMatch(/^(?:https?|mailto):$/);
  }
}

describe("PostText runs nothing", () => {
  it.each(SCRIPT_ADDRESSES)("at the address %s", (address) => {
    for (const link of WAYS_TO_LINK) expectHarmless(render(link(address)));
  });

  it.each([
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><animate onbegin=alert(1)>",
    "<svg><a xlink:href='javascript:alert(1)'>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<math><mtext></mtext></math><style>*{}</style>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version='1.0'?><a onclick=alert(1)>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "</div></article><script>alert(1)</script>",
    '[a](https://example.com/"onmouseover="alert(1) "title")',
    `[a](/x '"><script>alert(1)</script>')`,
    '!["><script>alert(1)</script>](/x)',
    '```js"><script>alert(1)</script>\nx\n```',
    '# "><script>alert(1)</script>',
    '[^"><script>]\n\n[^"><script>]: x',
    `https://example.com/"onmouseover="alert(1) https://example.com/'><script>`,
    "<a href='x' style='position:fixed'>x</a>",
  ])("in %s", (text) => {
    expectHarmless(render(text));
    expectHarmless(render(`> - ${text}\n\n| ${text} |\n|-|\n| ${text} |`));
  });
});

describe("for any text, PostText", () => {
  const part = fc.oneof(
    fc.string({ unit: "binary", maxLength: 20 }),
    fc.constantFrom(..."<>&\"'()[]{}.,!?/:#%@\n\t\r *_`~|-+=\\^1x".split("")),
    fc.constantFrom(
      ..."http:// https://example.com/ javascript: // mailto: [a]( ]( ][ ![ [^a] [^a]: ``` |-| |a| &#106;".split(
        " ",
      ),
    ),
    fc.constantFrom("\n\n", "\n- ", "\n> ", "\n    ", "\n# ", "\n1. ", "[ ] ", "\n[a]: "),
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
  );
  const text = fc.array(part, { maxLength: 20 }).map((parts) => parts.join(""));

  it("makes only its own elements, and links only to where links may lead", () => {
    fc.assert(
      fc.property(text, (typed) => {
        expectHarmless(render(typed));
      }),
      { numRuns: 2000 },
    );
  });

  it("shows all letters in order, whatever signs are between them", () => {
    const plain = fc
      .array(
        fc.constantFrom(...["abc", "XYZ", "字", "😀", "é", " ", "\n", "\n\n"], ..."*_#>-+<&!".split("")),
        { maxLength: 40 },
      )
      .map((parts) => parts.join(""));
    const letters = (shown: string) => shown.replace(/[^\p{L}😀]/gu, "");
    fc.assert(
      fc.property(plain, (typed) => {
        expect(letters(decode(render(typed).replace(/<[^>]*>/g, "")))).toBe(letters(typed));
      }),
      { numRuns: 1000 },
    );
  });
});
