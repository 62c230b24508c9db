import { expect, it } from "vitest";
import { provideMailingInkwell } from "../../support/mail-server";
import { openRequest } from "../../support/open-request";
import { addUser } from "../../support/users";

const { inkwell, nextMail } = provideMailingInkwell();

/** The header fields of every mail. A name must add none. */
const FIELDS = [
  "auto-submitted",
  "content-type",
  "date",
  "from",
  "message-id",
  "mime-version",
  "subject",
  "to",
];

/** Asks for a link to choose a new password, and returns the mail. */
async function forget(email: string, { path = "", headers = {} } = {}) {
  const { request, answer } = openRequest(inkwell, "POST", `${path}/api/users/forgot-password`, {
    "Content-Type": "application/json",
    ...headers,
  });
  request.end(JSON.stringify({ email }));
  expect((await answer).status).toBe(202);
  return nextMail(email);
}

it.each([
  ["the Host", { headers: { Host: "evil.example" } }],
  [
    "a forwarded host",
    {
      headers: {
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Proto": "http",
        Forwarded: "host=evil.example",
      },
    },
  ],
  ["an Origin", { headers: { Origin: "https://evil.example", Referer: "https://evil.example/" } }],
  ["a request target in absolute form", { path: "http://evil.example" }],
])("the link in a mail leads to SITE_URL, whatever %s says", async (_what, request) => {
  const { email } = await addUser(inkwell);
  const mail = await forget(email, request);
  expect(mail.text).toContain(`\nhttps://blog.example/reset-password#token=`);
  expect(mail.source).not.toContain("evil");
});

it.each([
  ["a line break", "Ann\r\nBcc: eve@evil.example\r\n\r\nBody"],
  ["a line separator", "Ann\u2028Bcc: eve@evil.example"],
  ["letters of other scripts", "Ånn 安 \u202eevil 🎉"],
  ["quotes and angle brackets", '"Ann" <eve@evil.example>, x'],
])("a name with %s adds nothing to the header of a mail", async (_what, username) => {
  const { email } = await addUser(inkwell, { username });
  const mail = await forget(email);
  expect(mail.fields.toSorted()).toEqual(FIELDS);
  expect(mail.subject).toBe("Choose a new password for Inkwell");
  expect(mail.source.split("\r\n\r\n")[0]).not.toMatch(/evil|Ann/);
});
