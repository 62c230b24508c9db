import "server-only";
import { escapeXml } from "../escape-xml";
import type { MailText } from "./describe-mail";

/** Light first: a mail client that ignores the media query shows ink on paper. Colors of `app/globals.css` in hexadecimal. */
const STYLE = `
  :root { color-scheme: light dark; supported-color-schemes: light dark; }
  body { margin: 0; padding: 32px 20px; background: #faf7f0; color: #1b1f33; font: 17px/1.6 Georgia, "Times New Roman", serif; }
  main { max-width: 34em; margin: 0 auto; }
  p, dl { margin: 0 0 1.2em; }
  a { color: #2a3b8f; }
  .link { overflow-wrap: anywhere; }
  .button { display: inline-block; padding: 12px 20px; background: #2a3b8f; color: #fdfbf6; text-decoration: none; border-radius: 4px; font: 600 16px/1.3 system-ui, sans-serif; }
  .quiet, dl { color: #5a5f73; font: 15px/1.6 system-ui, sans-serif; }
  dt { display: inline; } dd { display: inline; margin: 0; overflow-wrap: anywhere; }
  footer { margin-top: 2em; padding-top: 1em; border-top: 1px solid #ddd8cc; }
  @media (prefers-color-scheme: dark) {
    body { background: #13162a; color: #e9e5da; }
    a { color: #b2bcf7; }
    .button { background: #b2bcf7; color: #0d1026; }
    .quiet, dl { color: #a3a6b8; }
    footer { border-color: #343850; }
  }
`;

/** Renders a mail as a document without scripts, pictures and anything to load. */
export function toHtml({ subject, greeting, purpose, action, facts, notes, signature }: MailText): string {
  const link = action && escapeXml(action.link);
  const [siteName = "", origin = ""] = signature.split("\n").map(escapeXml);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeXml(subject)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<p>${escapeXml(greeting)}</p>
<p>${escapeXml(purpose)}</p>
${action && link ? `<p><a class="button" href="${link}">${escapeXml(action.label)}</a></p>\n<p class="quiet link">${link}</p>` : ""}
${facts.length > 0 ? `<dl>${facts.map(([name, value]) => `<div><dt>${name}:</dt> <dd>${escapeXml(value)}</dd></div>`).join("")}</dl>` : ""}
${notes.map((note) => `<p class="quiet">${linkUrls(escapeXml(note))}</p>`).join("\n")}
<footer class="quiet">${siteName}<br><a href="${origin}">${origin}</a></footer>
</main>
</body>
</html>
`;
}

/** Links the URLs of our own sentences. Names and other texts of people never stand in a note. */
function linkUrls(html: string): string {
  return html.replaceAll(/https?:\/\/\S+/g, '<a href="$&">$&</a>');
}
