import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

/** A response as received; header names are in lower case. */
export interface RawAnswer {
  status: number;
  headers: Readonly<Record<string, string>>;
  text: string;
}

interface ResponseDescription {
  headers?: Record<string, { $ref: string }>;
  content?: Record<string, unknown>;
}

interface ApiDocument {
  paths: Record<string, Record<string, { responses: Record<string, ResponseDescription> }>>;
  components: { headers: Record<string, { required: boolean }> };
}

/** Headers that belong to the connection or to every response of the site rather than to an operation. */
const SITE_HEADERS = [
  "access-control-allow-origin",
  "access-control-expose-headers",
  "connection",
  "content-encoding",
  "content-length",
  "content-security-policy",
  "content-type",
  "cross-origin-opener-policy",
  "cross-origin-resource-policy",
  "date",
  "keep-alive",
  "permissions-policy",
  "referrer-policy",
  "strict-transport-security",
  "transfer-encoding",
  "vary",
  "x-content-type-options",
];

const DECLARED_METHODS = ["get", "post", "put", "patch", "delete"];
const ajv = new Ajv2020({ strict: false, validateSchema: false, allErrors: true });
addFormats(ajv);
let loading: Promise<ApiDocument> | undefined;

/**
 * Returns the differences between a response and the API document: an undocumented status, header, media type or member
 * of the body, and whatever the document requires that is missing. Ignores responses from outside the API.
 */
export async function findUndocumented(
  origin: string,
  method: string,
  target: string,
  answer: RawAnswer,
): Promise<string[]> {
  const path = pathOf(target);
  if (!path.startsWith("/api/")) return [];
  const document = await (loading ??= loadDocument(origin)).catch(() => undefined);
  // A server that is shutting down finishes requests but accepts no new ones; load the document from the next server.
  if (document === undefined) {
    loading = undefined;
    return [];
  }
  const template = findTemplate(document, path);
  const where = `${method} ${path}: ${answer.status}`;
  return judge(document, template, method.toLowerCase(), answer).map(
    (difference) => `${where} ${difference}`,
  );
}

function judge(
  document: ApiDocument,
  template: string | undefined,
  method: string,
  answer: RawAnswer,
): string[] {
  // Every path without a route gives the same problem, not-found.
  if (template === undefined) {
    const isNotFound = answer.status === 404 && (method === "head" || answer.text.includes('"not-found"'));
    return isNotFound ? [] : ["is not a 404, although no path of the document matches"];
  }
  if (method === "options" && answer.status === 204) return answer.text === "" ? [] : ["has a body"];
  const operations = document.paths[template] ?? {};
  const declared = method === "head" ? "get" : method;
  const isDeclared = DECLARED_METHODS.includes(declared) && operations[declared] !== undefined;
  const operation = isDeclared ? declared : (Object.keys(operations)[0] ?? "");
  if (!isDeclared && answer.status !== 405)
    return ["is not a 405, although the document does not have the method"];
  const description = operations[operation]?.responses[answer.status];
  if (description === undefined) return ["is not a documented status"];
  const pointer = `/paths/${escape(template)}/${operation}/responses/${answer.status}`;
  return [
    ...judgeHeaders(document, description, answer),
    ...(method === "head" ? [] : judgeBody(pointer, description, answer)),
  ];
}

function judgeHeaders(document: ApiDocument, { headers = {} }: ResponseDescription, answer: RawAnswer) {
  const described = Object.keys(headers);
  const known = [...SITE_HEADERS, ...described.map((name) => name.toLowerCase())];
  const undocumented = Object.keys(answer.headers).filter((name) => !known.includes(name));
  const missing = described.filter(
    (name) => document.components.headers[name]?.required && answer.headers[name.toLowerCase()] === undefined,
  );
  return [
    ...undocumented.map((name) => `has the undocumented header ${name}`),
    ...missing.map((name) => `lacks the header ${name}`),
  ];
}

function judgeBody(pointer: string, { content = {} }: ResponseDescription, { headers, text }: RawAnswer) {
  const mediaType = headers["content-type"]?.split(";")[0];
  if (mediaType === undefined)
    return text === "" && Object.keys(content).length === 0 ? [] : ["lacks a body"];
  if (content[mediaType] === undefined) return [`has a body of the undocumented type ${mediaType}`];
  if (!mediaType.endsWith("json")) return [];
  const validate = ajv.getSchema(`api#${pointer}/content/${escape(mediaType)}/schema`) as ValidateFunction;
  if (validate(JSON.parse(text))) return [];
  return [
    `has a body that does not match its schema: ${ajv.errorsText(validate.errors, { dataVar: "" })}: ${text}`,
  ];
}

async function loadDocument(origin: string): Promise<ApiDocument> {
  const document = (await (await fetch(`${origin}/api/openapi.json`)).json()) as ApiDocument;
  ajv.addSchema(document, "api");
  return document;
}

/** Returns the path of a request target of any form as the server normalizes it. */
function pathOf(target: string): string {
  const path = target.replace(/^[a-z]+:\/\/[^/?#]*/i, "").replace(/[?#].*$/s, "");
  const { pathname } = new URL(`/${path}`.replace(/[/\\]+/g, "/"), "http://localhost");
  return pathname.replace(/(.)\/$/, "$1");
}

/** Returns the path template; one with fewer parameters takes precedence, because `me` is not an id. */
function findTemplate(document: ApiDocument, path: string): string | undefined {
  const templates = Object.keys(document.paths).sort((a, b) => a.split("{").length - b.split("{").length);
  return templates.find((template) => new RegExp(`^${template.replace(/\{.*?\}/g, "[^/]+")}$`).test(path));
}

/** Escapes a token of a JSON pointer (RFC 6901 §3) for a URI. */
function escape(token: string): string {
  return encodeURIComponent(token.replaceAll("~", "~0").replaceAll("/", "~1"));
}
