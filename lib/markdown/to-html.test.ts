import { expect, it } from "vitest";
import { toHtml } from "./to-html";

const URL = "https://blog.example/posts/7";

it.each([
  ["*a* **b** ~~c~~ `d`", '<p dir="auto"><em>a</em> <strong>b</strong> <del>c</del> <code>d</code></p>'],
  ["# a\nb\nc", '<h2 dir="auto">a</h2>\n<p dir="auto">b<br>c</p>'],
  [
    '[a](/b?c=1&d="e" \'f"g\')',
    '<p dir="auto"><a href="https://blog.example/b?c=1&amp;d=%22e%22" title="f&quot;g" rel="nofollow ugc noopener">a</a></p>',
  ],
  [
    "![a](b.png)",
    '<p dir="auto"><a href="https://blog.example/posts/b.png" rel="nofollow ugc noopener">a</a></p>',
  ],
  [
    "[a](#b)",
    '<p dir="auto"><a href="https://blog.example/posts/7#text-b" rel="nofollow ugc noopener">a</a></p>',
  ],
  ["<script>a</script>", '<p dir="auto">&lt;script&gt;a&lt;/script&gt;</p>'],
  ["3. a\n4. b", '<ol dir="auto" start="3"><li>a</li><li>b</li></ol>'],
  ["- [x] a\n- [ ] b", '<ul dir="auto"><li>☑ a</li><li>☐ b</li></ul>'],
  ["```js\nif (a < 1) /* b */\n```", '<pre dir="ltr"><code>if (a &lt; 1) /* b */\n</code></pre>'],
  [
    "|a|b|\n|-|-:|\n|c|d|",
    '<table dir="auto"><thead><tr><th>a</th><th align="right">b</th></tr></thead><tbody><tr><td>c</td><td align="right">d</td></tr></tbody></table>',
  ],
  [
    "a[^1]\n\n[^1]: b",
    '<p dir="auto">a<sup><a href="https://blog.example/posts/7#note-1">1</a></sup></p>\n<hr>\n<ol><li dir="auto"><p>b <a href="https://blog.example/posts/7#note-1-reference" title="Back to reference 1">↩︎</a></p></li></ol>',
  ],
  ["[a]: https://b.example", '<p dir="auto">[a]: https://b.example</p>'],
])("%j becomes plain HTML with absolute links", (markdown, html) => {
  expect(toHtml(markdown, URL)).toBe(html);
});

it("a text beyond the limits stays as it was typed", () => {
  expect(toHtml(`${">".repeat(100)} <a>\nb`, URL)).toBe(
    `<p dir="auto">${"&gt;".repeat(100)} &lt;a&gt;<br>b</p>`,
  );
});
