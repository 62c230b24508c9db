/** The encodings of pages and files, the smallest first. */
export const ENCODINGS = ["br", "gzip", "identity"] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** The page as it is remains the last choice, whether a client names it or not. */
const IDENTITY_WEIGHT = 0.0001;

/**
 * Returns the encoding that a client weights highest in `Accept-Encoding` (RFC 9110 §12.5.3), and the smallest of several. A
 * client that accepts none gets the page as it is.
 */
export function chooseEncoding(field: string | undefined): Encoding {
  const weights = new Map(field?.toLowerCase().split(",").map(readWeight));
  const weigh = (encoding: Encoding) =>
    encoding === "identity"
      ? weights.get(encoding) || IDENTITY_WEIGHT
      : (weights.get(encoding) ?? weights.get("*") ?? 0);
  return ENCODINGS.reduce((best, encoding) => (weigh(encoding) > weigh(best) ? encoding : best));
}

function readWeight(part: string): [coding: string, weight: number] {
  const [coding = "", ...parameters] = part.split(";").map((text) => text.trim());
  const q = parameters.find((parameter) => parameter.startsWith("q="));
  return [coding, q === undefined ? 1 : Number(q.slice("q=".length)) || 0];
}
