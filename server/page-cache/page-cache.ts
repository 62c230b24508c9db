import type { IncomingMessage, ServerResponse } from "node:http";
import { LRUCache } from "lru-cache";
import { readContentVersion } from "@/lib/server/db/content-version";
import { trackDatabaseUse, trackSharedUse } from "@/lib/server/request/database-use";
import { isDocument } from "@/lib/server/request/path";
import { withUnavailablePages } from "../unavailable-pages";
import { toPublicPage, type PublicPage } from "./public-page";
import { createRenderer } from "./render-page";
import { shareReads } from "./share-reads";
import { StoredPage } from "./stored-page";

type Handle = (request: IncomingMessage, response: ServerResponse) => void;

const PAGES_MAX_BYTES = 32 * 1024 * 1024;
/** Clients can make up any number of ways to ask for the data of a page. They must not push out the pages. */
const DATA_MAX_BYTES = 8 * 1024 * 1024;
/** A part of a sitemap has 5 MiB. A crawler that reads all parts must not push out the pages. */
const DOCUMENTS_MAX_BYTES = 16 * 1024 * 1024;
/** By so much the wait for the version is shorter than that of a page, in milliseconds, which is then rendered without it. */
const VERSION_WAITED_MS = 3_000;

/** A page, or the page that will be there when it is rendered, and the version of the content that it shows at least. */
interface Entry<Page> {
  version: string;
  page: Page;
}

/**
 * Serves public pages and documents from memory for as long as the content does not change (docs/decisions/0019-pages-from-memory.md).
 * Everything else, and a page whose version cannot be read, is passed on.
 */
export function withPageCache(handle: Handle): Handle {
  const render = createRenderer(withUnavailablePages(handle));
  const readVersion = shareReads(() => trackSharedUse(readContentVersion, { waitedMs: VERSION_WAITED_MS }));
  const pages = createStore(PAGES_MAX_BYTES);
  const data = createStore(DATA_MAX_BYTES);
  const documents = createStore(DOCUMENTS_MAX_BYTES);
  const pending = new Map<string, Entry<Promise<StoredPage>>>();

  /** Returns the page as of the version or later. */
  const load = (asked: PublicPage, version: string): Promise<StoredPage> | StoredPage => {
    const stored = "rsc" in asked.headers ? data : isDocument(asked.target) ? documents : pages;
    const key = JSON.stringify(asked);
    const known = [stored.get(key), pending.get(key)].find((entry) => entry?.version === version);
    if (known !== undefined) return known.page;
    // It begins after the version was read, so the page shows no older content.
    const entry = { version, page: render(asked).then((rendered) => new StoredPage(rendered)) };
    pending.set(key, entry);
    const finish = (page?: StoredPage) => {
      if (pending.get(key) !== entry) return; // a later version is being rendered
      pending.delete(key);
      if (page?.isStorable === true) stored.set(key, { version, page });
    };
    entry.page.then(finish, () => finish());
    return entry.page;
  };

  const find = async (asked: PublicPage): Promise<StoredPage | undefined> => {
    const startedAt = performance.now();
    try {
      const version = await readVersion();
      return version === undefined ? undefined : await load(asked, version);
    } catch {
      // Next says what is wrong, within the time that is left.
      trackDatabaseUse((use) => (use.waitedMs += performance.now() - startedAt));
      return undefined;
    }
  };

  return (request, response) => {
    const asked = toPublicPage(request);
    if (asked === undefined) handle(request, response);
    else
      void find(asked).then((page) =>
        page === undefined ? handle(request, response) : page.send(request, response),
      );
  };
}

function createStore(maxSize: number): LRUCache<string, Entry<StoredPage>> {
  return new LRUCache({ maxSize, sizeCalculation: ({ page }, key) => page.size + key.length });
}
