import { readFileSync } from "node:fs";
import { expect } from "vitest";
import { validateXML } from "xmllint-wasm";

const SITEMAP_SCHEMA = readFileSync(new URL("sitemap.xsd", import.meta.url), "utf8");
/** 256 MiB: the parser keeps the whole document. */
const MEMORY_PAGES = 4096;

/** Fails unless a text is well-formed XML. */
export async function expectWellFormed(xml: string): Promise<void> {
  const { errors } = await validateXML({ xml, normalization: "c14n", maxMemoryPages: MEMORY_PAGES });
  expect(errors).toEqual([]);
}

/** Fails unless a text is a sitemap or an index of sitemaps, and returns the URLs in it. */
export async function readSitemap(xml: string): Promise<string[]> {
  const { errors } = await validateXML({ xml, schema: SITEMAP_SCHEMA, maxMemoryPages: MEMORY_PAGES });
  expect(errors).toEqual([]);
  return [...xml.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, url = ""]) => url);
}
