import { expect, it } from "vitest";
import { escapeXml } from "./escape-xml";

it("escapes what has a meaning in XML", () => {
  expect(escapeXml(`<a b="c">&amp;]]>\r</a>`)).toBe(
    "&lt;a b=&quot;c&quot;&gt;&amp;amp;]]&gt;&#13;&lt;/a&gt;",
  );
});

it.each(["\0", "\u0008", "\u000B", "\u001B", "\uD800", "\uDC00", "\uFFFE", "\uFFFF"])(
  "replaces %j, which XML forbids",
  (character) => {
    expect(escapeXml(`a${character}b`)).toBe("a\uFFFDb");
  },
);

it("keeps every other character", () => {
  const text = "\t\n \u0085\uD7FF\uE000\uFFFD😀é\u{10FFFF}";
  expect(escapeXml(text)).toBe(text);
});
