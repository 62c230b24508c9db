import { expect, it } from "vitest";
import { readError, readSettings, unsetSettings } from "@/tests/support/settings";

unsetSettings();

it("accepts PostgreSQL on Vercel", async () => {
  const DATABASE_URL = "postgresql://ada:secret@db.example/blog";
  expect(await readSettings({ VERCEL: "1", DATABASE_URL })).toMatchObject({ VERCEL: "1", DATABASE_URL });
});

it.each([undefined, "", "file:./prisma/data/blog.db", "file:/tmp/blog.db"])(
  "rejects the database %j on Vercel and says what to use instead",
  async (DATABASE_URL) => {
    const { message } = await readError({ VERCEL: "1", DATABASE_URL });
    expect(message.split("\n")).toEqual([
      "Inkwell cannot start because of these settings:",
      "  DATABASE_URL must be the URL of a PostgreSQL database on Vercel, where no file survives (docs/deploy/vercel.md)",
      "The settings are described in .env.example.",
    ]);
  },
);

it("reports one rule of a malformed database on Vercel", async () => {
  const { message } = await readError({ VERCEL: "1", DATABASE_URL: "mysql://ada@db.example/blog" });
  expect(message.match(/DATABASE_URL/g)).toHaveLength(1);
});
