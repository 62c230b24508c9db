import "server-only";
import { MIMEType } from "node:util";
import { PICTURE_MAX_MIB, PICTURE_TYPES } from "@/lib/schemas/picture-limits";
import { BODY_MAX_KIB } from "@/lib/schemas/request-limits";
import { AppError } from "../errors";

const BODY_MAX_BYTES = BODY_MAX_KIB * 1024;
const PICTURE_MAX_BYTES = PICTURE_MAX_MIB * 1024 * 1024;
/** How much a form may add to the file in it. */
const FORM_MAX_BYTES = 16 * 1024;

/** Throws on invalid UTF-8 instead of inserting replacement characters. */
const utf8 = new TextDecoder("utf-8", { fatal: true });

/**
 * Reads a JSON body.
 *
 * @throws {AppError} `unsupported-media-type`, `payload-too-large`, `malformed-json`
 */
export async function readJson(request: Request): Promise<unknown> {
  if (isWithoutBody(request)) throw new AppError("malformed-json");
  requireMediaType(request, ["application/json"]);
  const bytes = await readBytes(request);
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch (error) {
    throw new AppError("malformed-json", { cause: error });
  }
}

/**
 * Reads the parameters of a form. A parameter without a value counts as omitted, and a repeated parameter is an error
 * (RFC 6749 §3.2).
 *
 * @throws {AppError} `unsupported-media-type`, `payload-too-large`, `invalid-request`
 */
export async function readForm(request: Request): Promise<Record<string, string>> {
  if (isWithoutBody(request)) return {};
  const mediaType = requireMediaType(request, ["application/x-www-form-urlencoded", "multipart/form-data"]);
  const bytes = await readBytes(request);
  const inQuery = new Set(new URL(request.url).searchParams.keys());
  const parameters = new Map<string, string>();
  for (const [name, value] of await parseForm(mediaType, bytes)) {
    if (typeof value !== "string")
      throw new AppError("invalid-request", { detail: "A form parameter must not be a file." });
    if (parameters.has(name) || inQuery.has(name))
      throw new AppError("invalid-request", { detail: "A parameter was sent more than once." });
    parameters.set(name, value);
  }
  return Object.fromEntries([...parameters].filter(([, value]) => value !== ""));
}

/**
 * Reads a picture: the body itself, or the file `file` of a form. Only its size is checked.
 *
 * @throws {AppError} `unsupported-media-type`, `payload-too-large`, `invalid-request`; `validation-error` without a file
 */
export async function readPicture(request: Request): Promise<Uint8Array> {
  const mediaType = requireMediaType(request, [...PICTURE_TYPES, "multipart/form-data"]);
  const isForm = mediaType.essence === "multipart/form-data";
  const bytes = await readBytes(request, PICTURE_MAX_BYTES + (isForm ? FORM_MAX_BYTES : 0));
  const picture = isForm ? await readFile(mediaType, bytes) : bytes;
  if (picture.byteLength > PICTURE_MAX_BYTES) throw tooLarge(PICTURE_MAX_BYTES);
  return picture;
}

async function readFile(mediaType: MIMEType, bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const file = new Map(await parseForm(mediaType, bytes)).get("file");
  if (file instanceof Blob) return new Uint8Array(await file.arrayBuffer());
  const detail = "Send the picture as the file `file` of the form.";
  throw new AppError("validation-error", {
    detail,
    errors: [{ pointer: "#/file", detail, code: "required" }],
  });
}

/** Returns whether the request has neither a body nor a Content-Type that could be wrong. */
function isWithoutBody({ headers }: Request): boolean {
  const length = headers.has("transfer-encoding") ? Infinity : Number(headers.get("content-length") ?? 0);
  return length === 0 && !headers.has("content-type");
}

function requireMediaType(request: Request, accepted: readonly string[]): MIMEType {
  const mediaType = parseMediaType(request.headers.get("content-type"));
  const charset = mediaType?.params.get("charset") ?? "utf-8";
  const encoding = request.headers.get("content-encoding") ?? "identity";
  if (
    mediaType !== undefined &&
    accepted.includes(mediaType.essence) &&
    charset.toLowerCase() === "utf-8" &&
    encoding.toLowerCase() === "identity"
  ) {
    return mediaType;
  }
  throw new AppError("unsupported-media-type", {
    detail: `Send the body as ${accepted.join(" or ")}, in UTF-8 and uncompressed.`,
  });
}

function parseMediaType(header: string | null): MIMEType | undefined {
  try {
    return new MIMEType(header ?? "");
  } catch {
    return undefined;
  }
}

/** Reads a body and stops at the limit. Next itself accepts a body of any size. */
async function readBytes(request: Request, maxBytes = BODY_MAX_BYTES): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge(maxBytes);
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of request.body ?? []) {
      size += chunk.byteLength;
      if (size > maxBytes) throw tooLarge(maxBytes);
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    // The client closed the connection. Nobody reads this response, but it must not be logged as a bug.
    throw new AppError("invalid-request", { detail: "The body is incomplete.", cause: error });
  }
  return new Uint8Array(Buffer.concat(chunks));
}

function tooLarge(maxBytes: number): AppError {
  if (maxBytes === BODY_MAX_BYTES) return new AppError("payload-too-large");
  const detail = `The picture is larger than ${PICTURE_MAX_MIB} MiB.`;
  return new AppError("payload-too-large", { detail });
}

async function parseForm(
  mediaType: MIMEType,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Iterable<[string, FormDataEntryValue]>> {
  try {
    if (mediaType.essence === "application/x-www-form-urlencoded")
      return new URLSearchParams(utf8.decode(bytes));
    return await new Response(bytes, { headers: { "content-type": mediaType.toString() } }).formData();
  } catch (error) {
    throw new AppError("invalid-request", { detail: "The form is malformed.", cause: error });
  }
}
