import { BlobReader, Uint8ArrayWriter, ZipReader, type FileEntry } from "@zip.js/zip.js";
import { load } from "js-yaml";

/** A file of a zip archive, as a library other than that which wrote it reads it. */
export interface Archived {
  name: string;
  bytes: Uint8Array;
  /** The text of the bytes, which must be UTF-8. */
  readText: () => string;
  isNameUtf8: boolean;
  lastModified: Date;
}

/** Reads an archive, and fails unless it is whole and every checksum is right. */
export async function readArchive(bytes: BlobPart): Promise<Archived[]> {
  const entries = await new ZipReader(new BlobReader(new Blob([bytes]))).getEntries();
  const files = entries.filter((entry): entry is FileEntry => !entry.directory);
  return Promise.all(
    files.map(async (entry) => {
      const bytes = await entry.getData(new Uint8ArrayWriter(), {
        checkSignature: true,
        useWebWorkers: false,
      });
      return {
        name: entry.filename,
        bytes,
        readText: () => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes),
        isNameUtf8: entry.filenameUTF8,
        lastModified: entry.lastModDate,
      };
    }),
  );
}

/** Splits a Markdown file into its front matter, parsed as YAML, and its text. */
export function splitFrontMatter(file: string): { data: unknown; text: string } {
  const [head = "", yaml = ""] = /^---\n([^]*?\n)---\n\n/.exec(file) ?? [];
  return { data: load(yaml), text: file.slice(head.length) };
}
