// `npm run mail:test -- ADDRESS`: sends one mail and explains a failure.
import "@/lib/load-env";
import { runCommand, UsageError } from "@/lib/run-command";

await runCommand(async () => {
  const [address, ...others] = process.argv.slice(2);
  if (address === undefined || others.length > 0) throw new UsageError("Usage: npm run mail:test -- ADDRESS");
  const { env } = await import("@/lib/env");
  const { describeMailError } = await import("@/lib/server/mail/mail-error");
  const { closeTransport, sendTestMail } = await import("@/lib/server/mail/transport");
  if (env.SMTP_URL === undefined)
    throw new Error("SMTP_URL is not set, so no mail is sent (.env.example explains it).");
  try {
    await sendTestMail(address);
    console.log(
      `The mail server has taken the mail to ${address}. If it does not arrive, check the spam folder.`,
    );
  } catch (error) {
    const answer = (error as { response?: string }).response;
    const said = answer === undefined ? "" : `\nThe mail server said: ${answer}`;
    throw new Error(`The mail was not sent: ${describeMailError(error)}${said}`, { cause: error });
  } finally {
    closeTransport();
  }
});
