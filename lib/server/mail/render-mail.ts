import "server-only";
import { env } from "@/lib/env";
import { site } from "../site";
import { describeMail, type MailText } from "./describe-mail";
import type { Mail } from "./mail";
import { toHtml } from "./mail-html";

/** A mail as it is sent. */
export interface RenderedMail {
  subject: string;
  text: string;
  html: string;
  /** The link that it asks the reader to open. */
  link: string | undefined;
}

const LINE_LENGTH = 72;

/** Renders a mail as plain text and as HTML, with the same words. */
export function renderMail(mail: Mail): RenderedMail {
  const origin = site.url ?? `http://localhost:${env.PORT}`;
  const text = describeMail(mail, { origin, siteName: site.name });
  return { subject: text.subject, text: toPlainText(text), html: toHtml(text), link: text.action?.link };
}

function toPlainText({ greeting, purpose, action, facts, notes, signature }: MailText): string {
  const lines = [
    greeting,
    purpose,
    ...(action ? [`${action.label}:\n${action.link}`] : []),
    ...(facts.length > 0 ? [facts.map(([name, value]) => `${name}: ${value}`).join("\n")] : []),
    ...notes,
  ];
  // The space after the dashes is how readers know a signature (RFC 3676 §4.3).
  return `${lines.map(wrap).join("\n\n")}\n\n-- \n${signature}\n`;
}

/** Breaks lines at spaces. A link is never broken. */
function wrap(paragraph: string): string {
  return paragraph.split("\n").map(wrapLine).join("\n");
}

function wrapLine(line: string): string {
  let length = 0;
  return line
    .split(" ")
    .map((word, index) => {
      const fits = length + 1 + word.length <= LINE_LENGTH;
      length = index === 0 || !fits ? word.length : length + 1 + word.length;
      return index === 0 ? word : fits ? ` ${word}` : `\n${word}`;
    })
    .join("");
}
