import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { startInkwell } from "../support/inkwell";
import { failLogin, tryLogIn } from "../support/limits";
import { readLog } from "../support/log";
import { expectProblem } from "../support/problems";
import { register } from "../support/users";
import { AS_ORDINARY_USER, canBeOrdinaryUser } from "./support/ordinary-user";
import { expectReads, expectWrites, expectWritesRejected, makeWorld } from "./support/storage";

let folder: string;
let databaseFile: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "inkwell-read-only-"));
  databaseFile = path.join(folder, "blog.db");
});
afterEach(() => rmSync(folder, { recursive: true }));

const start = () =>
  startInkwell({
    databaseUrl: `file:${databaseFile}`,
    through: AS_ORDINARY_USER,
    mayLogErrors: true,
    env: { RATE_LIMITS: "on" },
  });

it.runIf(canBeOrdinaryUser())(
  "a read-only database file stops only writes, until it is writable again and Inkwell restarts",
  async () => {
    const first = await start();
    const world = await makeWorld(first);
    const other = await register(first);
    expect(first.output()).not.toContain("read-only");
    await first.stop();

    chmodSync(databaseFile, 0o444);
    const second = await start();
    expect(readLog(second)).toContainEqual(
      expect.objectContaining({
        level: "warn",
        message: expect.stringMatching(/^The database is read-only\. /),
      }),
    );
    await expectReads(second, world);
    await expectWritesRejected(second, world);
    // The limits still apply.
    await failLogin(second, 10, { email: other.email });
    expectProblem(await tryLogIn(second, { email: other.email }), "too-many-requests");
    await expectReads(second, world);
    await second.stop();

    chmodSync(databaseFile, 0o644);
    const third = await start();
    expect(third.output()).not.toContain("read-only");
    await expectReads(third, world);
    await expectWrites(third, world);
    await third.stop();
  },
);
