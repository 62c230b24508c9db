import { createHash } from "node:crypto";
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { API_POLICY, storedPagePolicy } from "@/lib/content-policy";
import { HTTPS_HEADERS } from "@/lib/security-headers";
import { isKnownToClient } from "@/lib/server/http/conditional-request";
import { requestOrigin } from "@/lib/server/request/request-origin";
import { chooseEncoding, type Encoding } from "../accept-encoding";
import type { RenderedPage } from "./render-page";

const OK = 200;
const NOT_MODIFIED = 304;
/** Smaller than gzip's best result, and as fast as its default level. */
const BROTLI_QUALITY = 5;

/** Headers of one message or connection. The others belong to the page. */
const OF_MESSAGE = ["connection", "keep-alive", "transfer-encoding", "content-length", "date"];
/** Browsers and proxies may keep the page, and ask each time whether it is still current. */
const CACHE_CONTROL = "private, no-cache";

const COMPRESS: Record<Encoding, (body: Buffer) => Buffer> = {
  identity: (body) => body,
  gzip: (body) => gzipSync(body),
  br: (body) => brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } }),
};

/** A rendered page without its nonce, or a document that programs read: the same bytes for everyone. Each encoding is made when it is first asked for. */
export class StoredPage {
  readonly isStorable: boolean;
  /** Estimates the memory of the page with all encodings. */
  readonly size: number;
  readonly #status: number;
  readonly #headers: OutgoingHttpHeaders;
  readonly #body: Buffer;
  readonly #encoded = new Map<Encoding, { body: Buffer; headers: OutgoingHttpHeaders }>();

  constructor({ status, headers, body }: RenderedPage) {
    this.isStorable = status === OK;
    this.#status = status;
    const own = Object.entries(headers).filter(([name]) => !OF_MESSAGE.includes(name));
    if (headers["content-security-policy"] === API_POLICY) {
      // A document has no scripts.
      this.#headers = Object.fromEntries(own);
      this.#body = body;
      this.size = 2 * body.length;
      return;
    }
    const nonce = readNonce(headers);
    const html = body.toString();
    this.#body = Buffer.from(withoutNonce(html, nonce));
    this.size = 2 * this.#body.length;
    // `Link` names the files to preload, each with the nonce.
    const link = headers["link"]?.toString().replaceAll(` nonce="${nonce}";`, "");
    this.#headers = {
      ...Object.fromEntries(own),
      ...(link !== undefined && { link }),
      ...(this.isStorable && { "cache-control": CACHE_CONTROL }),
      "content-security-policy": storedPagePolicy(hashScripts(html, nonce)),
    };
  }

  /** Responds to a request for the page. */
  send({ headers }: IncomingMessage, response: ServerResponse): void {
    const encoding = chooseEncoding(headers["accept-encoding"]?.toString());
    const page = this.#encode(encoding);
    const { scheme } = requestOrigin({ get: (name) => headers[name] });
    const isHttps = scheme === "https";
    const isKnown = this.isStorable && isKnownToClient(headers["if-none-match"], String(page.headers.etag));
    response.writeHead(isKnown ? NOT_MODIFIED : this.#status, {
      ...page.headers,
      ...(isHttps && HTTPS_HEADERS),
      ...(!isKnown && { "content-length": page.body.length }),
    });
    response.end(isKnown ? undefined : page.body);
  }

  #encode(encoding: Encoding) {
    const known = this.#encoded.get(encoding);
    if (known !== undefined) return known;
    const body = COMPRESS[encoding](this.#body);
    const headers = {
      ...this.#headers,
      ...(this.isStorable && { etag: `"${hash(body).slice(0, ETAG_LENGTH)}"` }),
      ...(encoding !== "identity" && { "content-encoding": encoding }),
    };
    const page = { body, headers };
    this.#encoded.set(encoding, page);
    return page;
  }
}

const ETAG_LENGTH = 27;

function hash(text: string | Buffer): string {
  return createHash("sha256").update(text).digest("base64");
}

/** @throws {Error} if the page has no nonce, so that nothing says which of its scripts are its own */
function readNonce(headers: RenderedPage["headers"]): string {
  const [, nonce] = /'nonce-([^']+)'/.exec(String(headers["content-security-policy"])) ?? [];
  if (nonce === undefined) throw new Error("The policy of a rendered page has no nonce.");
  return nonce;
}

/**
 * Returns the hashes of the scripts inside a page that have its nonce, as they are without it. A script that somebody managed to
 * write into a post has none, so it does not get into the policy.
 */
function hashScripts(html: string, nonce: string): string[] {
  const scripts = [...html.matchAll(/<script([^>]*)>([^]*?)<\/script>/g)];
  return scripts
    .filter(([, attributes, text]) => attributes?.includes(` nonce="${nonce}"`) === true && text !== "")
    .map(([, , text = ""]) => hash(withoutNonce(text, nonce)));
}

/** Removes the nonce, which is also in the data of the page, inside its scripts. */
function withoutNonce(html: string, nonce: string): string {
  return html.replaceAll(` nonce="${nonce}"`, "").replaceAll(nonce, "");
}
