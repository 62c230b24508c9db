/** How to find the parts of code in a language. */
export interface Language {
  /** Has the groups `comment`, `string`, `number`, `keyword` and `word`; a word may be a keyword. */
  pattern: RegExp;
  /** In lower case. */
  keywords: ReadonlySet<string>;
}

// A string or a comment without an end takes the rest of its line or of the code: nothing is read twice.
const DOUBLE_QUOTED = String.raw`"(?:[^"\\\n]|\\[^])*"?`;
const SINGLE_QUOTED = String.raw`'(?:[^'\\\n]|\\[^])*'?`;
const BACKQUOTED = String.raw`${"`"}(?:[^${"`"}\\]|\\[^])*${"`"}?`;
const TRIPLE_QUOTED = String.raw`"""[^]*?(?:"""|$)|'''[^]*?(?:'''|$)`;
const SLASHES = String.raw`\/\/.*|\/\*[^]*?(?:\*\/|$)`;
const HASH = String.raw`(?<!\S)#.*`;
const DASHES = String.raw`--.*|\/\*[^]*?(?:\*\/|$)`;
const QUOTED = `${DOUBLE_QUOTED}|${SINGLE_QUOTED}`;

const NUMBER = String.raw`(?<number>\b\d[\w.]*)`;
const WORD = String.raw`(?<word>[\p{L}_$][\p{L}\p{N}_$]*)`;

function define(comment: string, string: string, keywords: string): Language {
  return {
    pattern: new RegExp(`(?<comment>${comment})|(?<string>${string})|${NUMBER}|${WORD}`, "gu"),
    keywords: new Set(keywords.split(/\s+/)),
  };
}

const CURLY = `abstract as async await bool boolean break case catch char class const continue default defer delete do double
  else enum export extends extern false final finally float fn for from func function go goto if impl implements import in
  instanceof int interface internal is let long loop match mod mut namespace new nil null operator override package private
  protected public pub readonly ref return self short signed sizeof static struct super switch template this throw throws
  trait true try type typedef typeof union unsafe unsigned use using val var virtual void volatile when where while with yield`;
const SCRIPT = `and as assert async await begin break case class continue def del do done elif else elsif end ensure except
  export false fi finally for from function global if import in is lambda local module nil none nonlocal not or pass raise
  require rescue return self set source super then true try unless until while with yield`;
const QUERY = `add all alter and as asc begin between by case check column commit constraint create cross default delete desc
  distinct drop else end except exists false foreign from full group having if in index inner insert intersect into is join
  key left like limit not null offset on or order outer primary references returning right rollback select set table then
  transaction true union unique update using values view when where with`;

const DOCKER = `add arg as cmd copy entrypoint env expose from healthcheck label onbuild run shell stopsignal user volume workdir`;

const curly = define(SLASHES, QUOTED, CURLY);
const script = define(HASH, `${TRIPLE_QUOTED}|${QUOTED}`, SCRIPT);
const markup: Language = {
  pattern:
    /(?<comment><!--[^]*?(?:-->|$))|(?<keyword><[!?/]?[\p{L}][\p{L}\p{N}:-]*|[/?]?>)|(?<string>"[^"]*"?)|(?<number>&#?\w{1,32};)/gu,
  keywords: new Set(),
};
const changes: Language = {
  pattern: /(?<comment>^(?:@@|diff |index |\+\+\+|---).*)|(?<string>^\+.*)|(?<keyword>^-.*)/gmu,
  keywords: new Set(),
};

/** Names after the opening fence, by the language that they are highlighted as. */
const NAMES: [Language, string][] = [
  [
    define(SLASHES, `${QUOTED}|${BACKQUOTED}`, CURLY),
    "javascript js jsx mjs cjs typescript ts tsx go golang",
  ],
  [
    curly,
    "c h cpp c++ hpp cs csharp java kotlin kt swift rust rs php scala dart zig glsl objc proto graphql",
  ],
  [script, "python py ruby rb bash sh shell zsh console perl pl r elixir ex julia makefile make cmake nix"],
  [define(HASH, QUOTED, "true false null yes no on off"), "yaml yml toml ini conf properties env nginx"],
  [define(HASH, QUOTED, DOCKER), "dockerfile docker"],
  [define(DASHES, QUOTED, QUERY), "sql postgresql postgres sqlite mysql"],
  [define(DASHES, QUOTED, `${SCRIPT} repeat let where of data type instance`), "lua haskell hs elm"],
  [
    define(String.raw`\/\*[^]*?(?:\*\/|$)`, QUOTED, "important media import supports layer"),
    "css scss sass less",
  ],
  [define(SLASHES, DOUBLE_QUOTED, "true false null"), "json jsonc json5"],
  [markup, "html xml svg vue svelte markup htm rss atom"],
  [changes, "diff patch"],
];

const LANGUAGES = new Map(
  NAMES.flatMap(([language, names]) => names.split(" ").map((name) => [name, language] as const)),
);

/** Returns the language with a name, or undefined if there is none. */
export function languageOf(name: string): Language | undefined {
  return LANGUAGES.get(name.toLowerCase());
}
