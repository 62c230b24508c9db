import MarkdownIt, { type Token } from "markdown-it";
import { footnotes } from "./footnotes";
import { LimitError, MAX_DEPTH, MAX_NODES } from "./limits";
import { isSafeAddress } from "./safe-address";

/** A line with something on it. */
const LINE = /^[^\S\r\n\u2028\u2029]*\S/gm;

const BEFORE_WWW = /^[\s*_~(]?$/;

/** CommonMark with the tables, strikethrough and autolinks of GFM. Footnotes are below, task lists in `build-tree.ts`. */
const parser = new MarkdownIt({ html: false, linkify: true, maxNesting: MAX_DEPTH });
parser.use(footnotes);
parser.validateLink = isSafeAddress;
// Links show the address that was typed.
parser.normalizeLinkText = (address) => address;
parser.linkify
  .add("ftp:", null)
  .add("//", null)
  .add("www.", {
    validate: (text, position, { re }) => {
      // At the start of a line, or after the signs that GFM names.
      if (!BEFORE_WWW.test(text.charAt(position - "www.".length - 1))) return 0;
      const host = re.get_relative_proto_validator();
      host.lastIndex = position;
      return host.exec(text)?.[0].length ?? 0;
    },
    normalize: (match) => {
      match.url = `http://${match.url}`;
    },
  });
// The blocks of a text are found quickly; what is inside them takes the time. This rule stands between the two.
parser.core.ruler.after("block", "limits", (state) => {
  if (state.tokens.length > 3 * MAX_NODES || state.tokens.some(isTooDeep)) throw new LimitError();
  for (const token of state.tokens) {
    if (token.type === "fence") token.info = parser.utils.unescapeAll(token.info);
  }
});

/** The parser leaves out what is inside the innermost block that it allows. */
function isTooDeep({ nesting, level }: Token): boolean {
  return nesting === 1 && level >= MAX_DEPTH - 1;
}

/**
 * Returns the tokens of a text in Markdown.
 *
 * @throws {LimitError} if it has too many lines or blocks, or blocks that are nested too deep
 */
export function tokenize(text: string): Token[] {
  if ((text.match(LINE)?.length ?? 0) > MAX_NODES) throw new LimitError();
  return parser.parse(text, {});
}
