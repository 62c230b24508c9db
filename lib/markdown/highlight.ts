import { languageOf } from "./languages";

export type CodeKind = "comment" | "string" | "number" | "keyword";

/** A part of code; without a kind it is plain. */
export interface CodePart {
  kind?: CodeKind;
  text: string;
}

/**
 * Splits code into comments, strings, numbers, keywords and the rest. Returns undefined for a language that it does not know.
 *
 * highlight.js and Prism know more, but need seconds for a few thousand characters that were made for them (decision record
 * 21). Here each alternative of a pattern consumes what it has read, so that the time is linear.
 */
export function highlight(code: string, name: string): CodePart[] | undefined {
  const language = languageOf(name);
  if (language === undefined) return undefined;
  const parts: CodePart[] = [];
  let end = 0;
  for (const { index, 0: text, groups = {} } of code.matchAll(language.pattern)) {
    const kind = groups["word"] === undefined ? kindOf(groups) : wordKind(text, language.keywords);
    if (kind === undefined) continue;
    if (index > end) parts.push({ text: code.slice(end, index) });
    parts.push({ kind, text });
    end = index + text.length;
  }
  if (end < code.length) parts.push({ text: code.slice(end) });
  return parts;
}

const KINDS = ["comment", "string", "number", "keyword"] as const;

function kindOf(groups: Record<string, string | undefined>): CodeKind | undefined {
  return KINDS.find((kind) => groups[kind] !== undefined);
}

function wordKind(word: string, keywords: ReadonlySet<string>): CodeKind | undefined {
  return keywords.has(word.toLowerCase()) ? "keyword" : undefined;
}
