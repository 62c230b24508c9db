import fc from "fast-check";
import { NEXT_NAMES, ODD_HEADERS, oddHeader } from "./headers";

/** A request to a page, or to what looks like one. */
export interface PageRequest {
  method: string;
  target: string;
  headers: Record<string, string | string[]>;
}

/** Suffixes of the paths under which Next serves the data of pages, and others that only look like them. */
const SUFFIXES = [
  ".rsc",
  "%2ersc",
  ".prefetch.rsc",
  ".segments/_tree.segment.rsc",
  ".segments/%ff.segment.rsc",
  ".json",
  "/",
  "/%ff",
  "?_rsc",
  "?_rsc=x&_rsc=%ff",
  "?__nextDataReq=1",
  "?nxtPid=1",
  "?cursor=x",
  "?q=ink&q=%ff",
];

const segment = fc.oneof(
  fc.constantFrom("", "__PAGE__", "posts", "(auth)", "__proto__", "__DEFAULT__", "%ff", "a".repeat(500)),
  fc.tuple(
    fc.constantFrom("id", "x"),
    fc.constantFrom("1", "x", "%ff"),
    fc.constantFrom("d", "c", "oc", "di(.)"),
    fc.constantFrom(null, [], ["posts"]),
  ),
);
const treeOf = (depth: number): fc.Arbitrary<unknown[]> =>
  fc.tuple(
    segment,
    depth === 0
      ? fc.constant({})
      : fc.dictionary(fc.constantFrom("children", "modal", "__proto__"), treeOf(depth - 1), { maxKeys: 2 }),
    fc.constantFrom(null, ["/", ""], ["/%ff", "?x"]),
    fc.constantFrom(null, "refetch", "inside-shared-layout", "metadata-only"),
  );
/** The state that the router of a page sends: the parts of the page that it has. Next walks through it. */
const stateTree = treeOf(4).map((value) => encodeURIComponent(JSON.stringify(value)).slice(0, 8_000));

const STATE_TREE = "Next-Router-State-Tree";
const nextHeader = fc.constantFrom(...NEXT_NAMES).chain((name) => {
  const value = fc.constantFrom(...(ODD_HEADERS[name] ?? []));
  return (name === STATE_TREE ? fc.oneof(value, stateTree) : value).map((text): [string, string] => [
    name,
    text,
  ]);
});

/** Generates requests to pages with the headers that Next's router sends, and with others. */
export function requestToPage(pages: readonly string[]): fc.Arbitrary<PageRequest> {
  return fc.record({
    method: fc.constantFrom("GET", "GET", "GET", "HEAD", "POST"),
    target: fc
      .tuple(fc.constantFrom(...pages), fc.option(fc.constantFrom(...SUFFIXES), { nil: "" }))
      .map((parts) => parts.join("")),
    headers: fc
      .tuple(
        fc.option(fc.constant({ RSC: "1" }), { nil: {} }),
        fc.array(fc.oneof({ weight: 3, arbitrary: nextHeader }, oddHeader), { maxLength: 4 }),
      )
      .map(([rsc, pairs]) => ({ ...rsc, ...Object.fromEntries(pairs) })),
  });
}
