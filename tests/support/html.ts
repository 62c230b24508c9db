import { Script } from "node:vm";
import { expect } from "vitest";

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'", "#39": "'" };

/** The parts of a page that tests compare. */
export interface Page {
  title: string | undefined;
  /** The content of each `meta`, by its name or property. */
  meta: Record<string, string>;
  canonical: string | undefined;
  /** The attributes of each `link`. */
  linkElements: Record<string, string>[];
  /** The names of all tags outside scripts, in order. */
  tags: string[];
  /** Returns the text of each element with a tag name. */
  texts: (tag: string) => string[];
  /** The URLs that its links lead to. */
  links: string[];
}

/** Reads HTML that React rendered; fails if a script contains text that would end it early or is not valid JavaScript. */
export function readPage(html: string): Page {
  const markup = html.replace(
    /(<script\b[^>]*>)([^]*?)(<\/script>)/g,
    (_all, open: string, code: string, close) => {
      expect(code).not.toMatch(/<!--|<\/?script/i);
      if (code !== "" && !/type="(?!text\/javascript|module)/.test(open)) new Script(code);
      return open + close;
    },
  );
  const elements = (tag: string) => [...markup.matchAll(new RegExp(`<${tag}\\b[^>]*>([^]*?)</${tag}>`, "g"))];
  const attributes = (tag: string) =>
    [...markup.matchAll(new RegExp(`<${tag}\\b([^>]*)>`, "g"))].map(([, text = ""]) => readAttributes(text));
  const texts = (tag: string) => elements(tag).map(([, inner = ""]) => decode(inner.replace(/<[^>]*>/g, "")));
  return {
    title: texts("title")[0],
    meta: Object.fromEntries(
      attributes("meta").map(({ name, property, content }) => [name ?? property ?? "", content ?? ""]),
    ),
    canonical: attributes("link").find(({ rel }) => rel === "canonical")?.["href"],
    linkElements: attributes("link"),
    tags: [...markup.matchAll(/<(?!!)[^\s>]*/g)].map(([tag]) => tag),
    texts,
    links: attributes("a").map(({ href }) => href ?? ""),
  };
}

function readAttributes(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, name = "", value = ""]) => [name, decode(value)]),
  );
}

function decode(text: string): string {
  return text.replace(/&([#\w]+);/g, (entity, name: string) => ENTITIES[name] ?? entity);
}
