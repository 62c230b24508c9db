import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

/** An answer as it came: header names in lower case. */
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

/** What belongs to the connection or to every answer of the site, and not to an operation. */
const SITE_HEADERS = [
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
 * Finds what an answer of the API has that the document of the API does not describe: the status, a header, a member of the
 * body, its media type, or that something described is missing. Of other addresses it finds nothing.
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
  // A server on its way out answers what was begun and takes nothing new: the next one is asked for the document.
  if (document === undefined) {
    loading = undefined;
    return [];
  }
  const template = findTemplate(document, path);
  const where = `${method} ${path}: ${answer.status}`;
  return judge(document, template, method.toLowerCase(), answer).map((fault) => `${where} ${fault}`);
}

function judge(
  document: ApiDocument,
  template: string | undefined,
  method: string,
  answer: RawAnswer,
): string[] {
  // What lies between the routes: all of it is one problem, of which any operation may speak.
  if (template === undefined) {
    const isNotFound = answer.status === 404 && (method === "head" || answer.text.includes('"not-found"'));
    return isNotFound ? [] : ["is no 404, at an address that the document does not know"];
  }
  if (method === "options" && answer.status === 204) return answer.text === "" ? [] : ["has a body"];
  const operations = document.paths[template] ?? {};
  const declared = method === "head" ? "get" : method;
  const isDeclared = DECLARED_METHODS.includes(declared) && operations[declared] !== undefined;
  const operation = isDeclared ? declared : (Object.keys(operations)[0] ?? "");
  if (!isDeclared && answer.status !== 405) return ["is no 405, of a method that the document does not know"];
  const description = operations[operation]?.responses[answer.status];
  if (description === undefined) return ["is no status that the document knows"];
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
  const validate = ajv.getSchema(`api#${pointer}/content/${escape(mediaType)}/schema`) as ValidateFunction;
  if (validate(JSON.parse(text))) return [];
  return [`has a body that does not fit: ${ajv.errorsText(validate.errors, { dataVar: "" })}: ${text}`];
}

async function loadDocument(origin: string): Promise<ApiDocument> {
  const document = (await (await fetch(`${origin}/api/openapi.json`)).json()) as ApiDocument;
  ajv.addSchema(document, "api");
  return document;
}

/** The path of a target in any of its forms, as the server takes it. */
function pathOf(target: string): string {
  const path = target.replace(/^[a-z]+:\/\/[^/?#]*/i, "").replace(/[?#].*$/s, "");
  const { pathname } = new URL(`/${path}`.replace(/[/\\]+/g, "/"), "http://localhost");
  return pathname.replace(/(.)\/$/, "$1");
}

/** An address with fewer parameters comes first: `me` is no id. */
function findTemplate(document: ApiDocument, path: string): string | undefined {
  const templates = Object.keys(document.paths).sort((a, b) => a.split("{").length - b.split("{").length);
  return templates.find((template) => new RegExp(`^${template.replace(/\{.*?\}/g, "[^/]+")}$`).test(path));
}

/** A token of a JSON pointer (RFC 6901 §3) in a URI. */
function escape(token: string): string {
  return encodeURIComponent(token.replaceAll("~", "~0").replaceAll("/", "~1"));
}
