import { readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../../support/process";

/** One instruction of a Dockerfile, on one line and without comments. */
interface Instruction {
  name: string;
  value: string;
}

/** What the last stage of the Dockerfile says about containers. */
export interface Image {
  env: Record<string, string>;
  folder: string;
  user: string;
  volume: string;
  /** The folder of the build stage whose content is copied into `folder`. */
  content: string;
  command: string[];
  healthCheck: string[];
  /** All instructions, so that a test notices one that it does not know. */
  names: string[];
}

function readInstructions(): Instruction[] {
  const text = readFileSync(path.join(ROOT, "Dockerfile"), "utf8");
  const lines = text.replaceAll(/^#.*\n/gm, "").replaceAll(/\\\n\s*/g, "");
  return [...lines.matchAll(/^([A-Z]+) (.*)$/gm)].map(([, name = "", value = ""]) => ({ name, value }));
}

/** Returns the files that the build stage copies before `npm ci`. */
export function readInstallFiles(): string[] {
  const instructions = readInstructions();
  const end = instructions.findIndex(({ value }) => value.startsWith("npm ci"));
  const copies = instructions.slice(0, end).filter(({ name }) => name === "COPY");
  return copies.flatMap(({ value }) => value.split(" ").slice(0, -1));
}

/** Reads the last stage of the Dockerfile. */
export function readImage(): Image {
  const all = readInstructions();
  const stage = all.slice(all.findLastIndex(({ name }) => name === "FROM"));
  const valueOf = (wanted: string) => stage.find(({ name }) => name === wanted)?.value ?? "";
  const json = (text: string) => JSON.parse(text.replace(/^.*?CMD (?=\[)/, "")) as string[];
  return {
    env: Object.fromEntries(
      valueOf("ENV")
        .split(" ")
        .map((pair) => pair.split("=")),
    ) as Record<string, string>,
    folder: valueOf("WORKDIR"),
    user: valueOf("USER"),
    volume: valueOf("VOLUME"),
    content: /^--from=build \/app\/(\S+) \.\/$/.exec(valueOf("COPY"))?.[1] ?? "",
    command: json(valueOf("CMD")),
    healthCheck: json(valueOf("HEALTHCHECK")),
    names: stage.map(({ name }) => name),
  };
}
