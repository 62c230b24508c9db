import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { startInkwell } from "../support/inkwell";
import { canRunSo, writingOnlyTo } from "./support/read-only-system";
import { expectReads, expectWrites, makeWorld } from "./support/storage";

const folder = mkdtempSync(path.join(tmpdir(), "inkwell-ordinary-"));
chmodSync(folder, 0o777);
afterAll(() => rmSync(folder, { recursive: true }));

// Some systems let only root mount, and some checkouts are readable only by their owner.
it.runIf(canRunSo(folder, "cat package.json"))(
  "Inkwell runs as an unprivileged user who may write only to the database's folder",
  async () => {
    expect(canRunSo(folder, `touch ${folder}/probe`)).toBe(true);
    for (const place of [".", ".next", tmpdir()])
      expect(canRunSo(folder, `touch ${place}/probe`)).toBe(false);

    const databaseFile = path.join(folder, "blog.db");
    const server = await startInkwell({
      databaseUrl: `file:${databaseFile}`,
      through: writingOnlyTo(folder),
    });
    const world = await makeWorld(server);
    await expectReads(server, world);
    await expectWrites(server, world);
    await server.stop();
  },
);
