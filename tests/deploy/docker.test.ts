import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isSource } from "../support/build";
import { call } from "../support/call";
import { DEFAULT_SETTINGS, type Inkwell } from "../support/inkwell";
import { listFiles } from "../support/list-files";
import { findFreePort, startPostgresCluster, type PostgresCluster } from "../support/postgres-cluster";
import { createDatabaseOn } from "../support/postgres-server";
import { ROOT } from "../support/process";
import { makeTempFolder } from "../support/project";
import { scripts } from "@/package.json";
import { newUser } from "../support/users";
import { canContain, makeContainer, type Container } from "./support/container";
import { readImage, readInstallFiles } from "./support/dockerfile";

const image = readImage();
const SETTINGS = { SECRET_KEY: DEFAULT_SETTINGS.SECRET_KEY, HOSTNAME: "127.0.0.1" };

/** Returns the commands that the guide runs in a running container, except those that name an account. */
function readGuideCommands(): string[][] {
  const guide = readFileSync(path.join(ROOT, "docs/deploy/docker.md"), "utf8");
  const lines = [...guide.matchAll(/^docker compose exec site (node .*)$/gm)].map(([, line = ""]) => line);
  const commands = lines.map((line) =>
    [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, word = ""]) => quoted ?? word),
  );
  return commands.filter((words) => !words.some((word) => word.includes("@")));
}

describe("the Dockerfile", () => {
  it("starts the server as `npm start` does, as an ordinary user", () => {
    const command = image.command.join(" ").replace("server/start.js", "scripts/start.mjs");
    expect(`exec env MALLOC_ARENA_MAX=${image.env["MALLOC_ARENA_MAX"]} ${command}`).toBe(scripts.start);
    expect(image).toMatchObject({
      user: "node",
      content: ".next/standalone",
      folder: "/app",
      volume: "/data",
    });
  });

  it("copies all files that `npm ci` needs before it runs", () => {
    const folder = makeTempFolder();
    for (const file of readInstallFiles()) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      copyFileSync(path.join(ROOT, file), path.join(folder, file));
    }
    symlinkSync(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"));
    const { status, stderr } = spawnSync("npm", ["run", "postinstall"], { cwd: folder, encoding: "utf8" });
    expect(status, stderr).toBe(0);
  });

  it("gets all sources of the build, and no settings", () => {
    const patterns = readFileSync(path.join(ROOT, ".dockerignore"), "utf8").match(/^[^#\s].*$/gm) ?? [];
    const ignoring = patterns.map((text) => text.replaceAll(".", "\\.").replaceAll("*", "[^/]*"));
    const isIgnored = (file: string) => ignoring.some((pattern) => RegExp(`^${pattern}(?:/|$)`).test(file));
    const ignored = listFiles(ROOT)?.filter((file) => isSource(file) && isIgnored(file));
    expect(ignored).toEqual([".env.example"]);
    expect([".env", ".env.local", "prisma/data/blog.db"].filter((file) => !isIgnored(file))).toEqual([]);
  });
});

// The build machines have no Docker, so a folder with nothing but the content of the image stands in for a container.
describe.runIf(canContain())(
  "the image, in a root folder of its own (skipped without the rights of root)",
  () => {
    let container: Container;
    let cluster: PostgresCluster;

    beforeAll(async () => {
      container = makeContainer(image);
      cluster = await startPostgresCluster();
    });
    afterAll(async () => {
      container.remove();
      await cluster.remove();
    });

    it.each(["SQLite", "PostgreSQL"])(
      "registers, logs in, is healthy and stops in order on %s",
      async (database) => {
        const port = await findFreePort();
        const env = {
          ...SETTINGS,
          PORT: String(port),
          ...(database === "PostgreSQL" && {
            DATABASE_URL: await createDatabaseOn({ url: cluster.url, prefix: "docker_" }),
          }),
        };
        const program = container.start(image.command, env);
        await program.prints(/Inkwell is at/);
        const { pid, output } = program;
        const secrets = new Set<string>();
        const server: Inkwell = {
          url: `http://127.0.0.1:${port}`,
          port,
          pid,
          output,
          secrets,
          databaseUrl: "",
        };
        const { username, email, password } = newUser();

        expect((await fetch(server.url)).status, output()).toBe(200);
        const json = { username, email, password };
        expect(await call(server, "POST", "/api/users", { json })).toMatchObject({ status: 201 });
        const form = { username: email, password };
        expect(await call(server, "POST", "/api/users/token", { form })).toMatchObject({ status: 200 });
        expect(await container.run(image.healthCheck, env)).toMatchObject({ code: 0 });
        expect((await container.run(["node", "server/user.js", "list"], env)).output).toContain(email);
        for (const command of readGuideCommands())
          expect(await container.run(command, env)).toMatchObject({ code: 0, signal: null });
        expect(existsSync(path.join(container.root, "data/backup.db"))).toBe(true);

        program.kill("SIGTERM");
        expect(await program.exited).toEqual({ code: 0, signal: null });
        expect(await container.run(image.healthCheck, env)).toMatchObject({ code: 1 });
      },
    );

    it("runs as a user who cannot change the program", async () => {
      const { code, output } = await container.run(["node", "-e", "fs.writeFileSync('server/start.js', '')"]);
      expect({ code, output }).toEqual({ code: 1, output: expect.stringContaining("EACCES") });
    });
  },
);
