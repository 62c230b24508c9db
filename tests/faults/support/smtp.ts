import { once } from "node:events";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { domainToASCII } from "node:url";
import { simpleParser } from "mailparser";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";

/** What a mail server has received of a mail, whether or not it accepted it. */
export interface Received {
  to: string;
  messageId: string;
}

/** A mail server on this machine. */
export interface MailServer {
  /** The `SMTP_URL` of this server. */
  url: string;
  port: number;
  received: Received[];
  close: () => Promise<void>;
}

/** Answers a received mail: returns an SMTP status other than 250, or "drop" to break the connection. */
type Answer = (mail: Received, count: number) => number | "drop" | undefined | Promise<undefined>;

/** Starts a mail server that offers neither TLS nor logins, unless `options` say otherwise. */
export async function startMailServer({
  answer = () => undefined,
  port = 0,
  ...options
}: SMTPServerOptions & { answer?: Answer; port?: number } = {}): Promise<MailServer> {
  const received: Received[] = [];
  const sockets = new Set<Socket>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, session, callback) {
      void simpleParser(stream).then(async ({ messageId = "" }) => {
        const mail = { to: toAscii(session.envelope.rcptTo[0]?.address ?? ""), messageId };
        received.push(mail);
        const status = await answer(mail, received.length);
        if (status === "drop") for (const socket of sockets) socket.destroy();
        else callback(status === undefined ? null : Object.assign(new Error("No"), { responseCode: status }));
      });
    },
    ...options,
  });
  // A client that was killed breaks its connection.
  server.on("error", () => undefined);
  server.server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  await new Promise<void>((listening) => server.listen(port, "127.0.0.1", listening));
  const { port: ownPort } = server.server.address() as AddressInfo;
  const close = async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise<void>((closed) => server.close(closed));
  };
  return { url: toUrl(ownPort), port: ownPort, received, close };
}

/** Starts a mail server that sends a byte a second. */
export async function startSlowMailServer(): Promise<MailServer> {
  const received: Received[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    void speakSlowly(socket, received);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    for (const socket of sockets) socket.destroy();
    await once(server.close(), "close");
  };
  return { url: toUrl(port), port, received, close };
}

async function speakSlowly(socket: Socket, received: Received[]): Promise<void> {
  const say = async (line: string) => {
    for (const byte of `${line}\r\n`) {
      await sleep(1_000);
      socket.write(byte);
    }
  };
  await say("220");
  let data: string | undefined;
  let to = "";
  for await (const chunk of socket) {
    const text = String(chunk);
    if (data !== undefined) {
      data += text;
      if (!data.endsWith("\r\n.\r\n")) continue;
      received.push({ to, messageId: /^Message-ID: (\S+)/im.exec(data)?.[1] ?? "" });
      data = undefined;
      await say("250");
    } else if (/^DATA/i.test(text)) {
      data = "";
      await say("354");
    } else {
      to = /^RCPT TO:<(.*?)>/i.exec(text)?.[1] ?? to;
      await say("250");
    }
  }
}

/** Returns an address as it was sent: smtp-server turns its domain into Unicode. */
function toAscii(address: string): string {
  const [local = "", domain = ""] = address.split("@");
  return `${local}@${domainToASCII(domain)}`;
}

function toUrl(port: number): string {
  return `smtp://127.0.0.1:${port}?ignoreTLS`;
}
