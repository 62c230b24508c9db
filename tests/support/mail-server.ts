import type { AddressInfo } from "node:net";
import { text as readAll } from "node:stream/consumers";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { beforeAll, vi } from "vitest";
import { provideOwnInkwell, type OwnInkwell } from "./inkwell";

/** A mail that the mail server has received. */
export interface ReceivedMail {
  to: string;
  subject: string;
  text: string;
  /** The names of its header fields, in lower case. */
  fields: string[];
  /** The whole mail as it was received. */
  source: string;
  /** Path and fragment of the link to the site, if there is one. */
  path: string;
}

/** The origin in mails. Tests open the paths of its links on the product that they have started. */
const SITE_URL = "https://blog.example";
const LINK = new RegExp(`${SITE_URL.replaceAll(".", "\\.")}(/\\S+)`);

const WAIT_MS = 15_000;

/** Starts a mail server for one test file, and a product that sends its mails there. */
export function provideMailingInkwell(settings: Record<string, string> = {}): {
  inkwell: OwnInkwell;
  nextMail: (to: string) => Promise<ReceivedMail>;
} {
  const mails: ReceivedMail[] = [];
  const env: Record<string, string> = { SITE_URL, MAIL_FROM: "blog@blog.example", ...settings };
  beforeAll(async () => {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ["STARTTLS", "AUTH"],
      onData(stream, { envelope }, callback) {
        const receive = async () => {
          const source = await readAll(stream);
          const { subject = "", text = "", headerLines } = await simpleParser(source);
          const [, path = ""] = LINK.exec(text) ?? [];
          const mail = { subject, text, fields: headerLines.map(({ key }) => key), source, path };
          mails.push(...envelope.rcptTo.map(({ address }) => ({ to: address, ...mail })));
        };
        receive().then(() => callback(), callback);
      },
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    env["SMTP_URL"] = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}?ignoreTLS`;
    return () => new Promise<void>((closed) => server.close(closed));
  });

  return {
    inkwell: provideOwnInkwell({ env }),
    /** Waits for the oldest mail to an address that no call has returned yet. */
    async nextMail(to) {
      const find = () => mails.findIndex((mail) => mail.to === to);
      await vi.waitUntil(() => find() >= 0, { timeout: WAIT_MS });
      return mails.splice(find(), 1)[0] as ReceivedMail;
    },
  };
}
