import path from "node:path";

const DATABASE_PACKAGES = ["@prisma/**", "better-sqlite3"];
const ROOT = import.meta.dirname;

function fromRoot(absolute) {
  return path.relative(ROOT, absolute).replaceAll("\\", "/");
}

/** The path of what `specifier` names, from the root and without its extension; undefined for a package. */
function houseTarget(specifier, folder) {
  const plain = specifier.replace(/\?.*$/, "").replace(/\.[cm]?[jt]sx?$/, "");
  if (plain.startsWith("@/")) return fromRoot(path.join(ROOT, plain.slice(2)));
  return plain.startsWith(".") || path.isAbsolute(plain) ? fromRoot(path.resolve(folder, plain)) : undefined;
}

function matches(glob, name) {
  const source = glob
    .replace(/[.$()+]/g, "\\$&")
    .replace(/\*\*\/?|\*/g, (stars) => ({ "**": ".+", "**/": "(?:.+/)?", "*": "[^/]+" })[stars]);
  return new RegExp(`^${source}$`).test(name);
}

/** Reads the list in order: the last entry that matches decides. */
function permits(list, name) {
  const decisive = list.findLast((entry) => matches(entry.replace(/^!/, ""), name));
  return decisive !== undefined && !decisive.startsWith("!");
}

function mayImport(floor, specifier, { isTypeOnly, folder }) {
  const target = houseTarget(specifier, folder);
  if (target === undefined) {
    const { packages = ["**"], notPackages = [], database = false } = floor;
    const closed = database ? notPackages : [...notPackages, ...DATABASE_PACKAGES];
    return permits([...packages, ...closed.map((glob) => `!${glob}`)], specifier);
  }
  const list = isTypeOnly ? [...floor.may, ...(floor.types ?? [])] : floor.may;
  return permits(
    list.map((entry) => entry.replace("<own>", fromRoot(folder))),
    target,
  );
}

/** `import { type T }` is none: under verbatimModuleSyntax it still loads the module. */
function isTypeOnly(node) {
  return node.importKind === "type" || node.exportKind === "type" || node.type === "TSImportType";
}

/** The rule: an import may only name what the file's floor may import. It judges names: the target need not exist. */
export const floorsRule = {
  meta: { type: "problem", schema: [{ type: "object" }] },
  create(context) {
    const [floor] = context.options;
    const folder = path.dirname(context.filename);
    return {
      // Imports and exports, `import()` and the type `import("…")` alike.
      "[source]"(node) {
        const { value, quasis, expressions } = node.source;
        const specifier = expressions?.length === 0 ? quasis[0].value.cooked : value;
        if (typeof specifier !== "string") {
          context.report({ node, message: "Import by a literal name: the floors cannot judge another." });
        } else if (!mayImport(floor, specifier, { isTypeOnly: isTypeOnly(node), folder })) {
          context.report({ node, message: `This file is ${floor.name} and may not import ${specifier}.` });
        }
      },
    };
  },
};
