import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { toAnswer, type Answer } from "./call";
import type { Inkwell } from "./inkwell";

/** Opens a connection and sends lines unchanged, the last one without a line break. */
export async function openRaw(server: Pick<Inkwell, "port">, ...lines: string[]): Promise<Socket> {
  const socket = connect(server.port, "127.0.0.1");
  await once(socket, "connect");
  socket.on("error", () => undefined); // a reset is also an end; reading still reports it
  socket.write(Buffer.from(lines.join("\r\n"), "latin1"));
  return socket;
}

/** Sends lines unchanged and returns everything received until the connection ends. */
export async function sendRaw(server: Pick<Inkwell, "port">, ...lines: string[]): Promise<string> {
  return text(await openRaw(server, ...lines));
}

/** Parses the responses of one connection; fails if the last one is incomplete. */
export function readAnswers(received: string): Answer[] {
  const answers: Answer[] = [];
  for (let rest = received; rest !== "";) {
    const [head = "", status] = /^HTTP\/1\.1 (\d{3}) [^]*?\r\n\r\n/.exec(rest) ?? [];
    const fields = [...head.matchAll(/^([^:\r\n]+): *(.*)\r\n/gm)];
    const headers = Object.fromEntries(
      fields.map(([, name = "", value = ""]) => [name.toLowerCase(), value]),
    );
    const bytes = Buffer.from(rest.slice(head.length));
    const { body, length } =
      headers["transfer-encoding"] === "chunked" ? readChunks(bytes) : readLength(bytes, headers);
    if (head === "" || length > bytes.length) throw new Error(`No whole answer: ${rest}`);
    answers.push(toAnswer(Number(status), headers, body));
    rest = bytes.subarray(length).toString();
  }
  return answers;
}

function readLength(bytes: Buffer, headers: Record<string, string>) {
  const length = Number(headers["content-length"]);
  if (Number.isNaN(length)) throw new Error("An answer without a length");
  return { body: bytes.subarray(0, length).toString(), length };
}

/** Encodes a body in chunks (RFC 9112 §7.1) and returns it with its total size in bytes. */
function readChunks(bytes: Buffer) {
  const chunks: Buffer[] = [];
  for (let start = 0; ;) {
    const [line, size = ""] =
      /^([0-9a-f]+)\r\n/i.exec(bytes.subarray(start, start + 20).toString("latin1")) ?? [];
    if (line === undefined) throw new Error(`No whole chunk: ${bytes.subarray(start).toString()}`);
    const end = start + line.length + parseInt(size, 16);
    chunks.push(bytes.subarray(start + line.length, end));
    start = end + "\r\n".length;
    if (/^0+$/.test(size)) return { body: Buffer.concat(chunks).toString(), length: start };
  }
}
