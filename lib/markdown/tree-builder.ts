import type { Token } from "markdown-it";
import { toAnchor, type UsedAnchors } from "./anchors";
import { describe, elementOf, linkTo } from "./element-of";
import { highlight } from "./highlight";
import { LimitError, MAX_CHARACTERS, MAX_DEPTH, MAX_NODES } from "./limits";
import { plainTextOf } from "./plain-text-of";
import type { MarkdownElement, MarkdownTree } from "./tree";

const TASK = /^\[([ xX])\]\s/;

/** A footnote that the text refers to. */
interface Note {
  number: number;
  referenceIds: string[];
}

/** Turns the tokens of one text into elements. */
export class TreeBuilder {
  private nodes = 0;
  private characters = 0;
  private readonly anchors: UsedAnchors = new Map();
  /** By label, in the order of the first reference. */
  private readonly notes = new Map<string, Note>();

  /** @throws {LimitError} */
  build(tokens: readonly Token[]): MarkdownTree {
    const { text, definitions } = splitOffDefinitions(tokens);
    const blocks = this.fill({ tag: "note", children: [] }, text).children;
    // A note can refer to another, which then joins the end of the list.
    const notes: [Note, MarkdownElement][] = [];
    for (const [label, note] of this.notes) {
      const element: MarkdownElement = { tag: "note", id: noteId(note.number), children: [] };
      notes.push([note, this.fill(element, definitions.get(label) ?? [])]);
    }
    for (const [{ number, referenceIds }, element] of notes) {
      const last = element.children.at(-1);
      const parent = typeof last === "object" && last.tag === "p" ? last : element;
      for (const [index, id] of referenceIds.entries()) {
        const name = index === 0 ? `${number}` : `${number}-${index + 1}`;
        this.add(parent, { tag: "note-return", href: `#${id}`, children: [name] });
      }
    }
    return { blocks, notes: notes.map(([, element]) => element) };
  }

  /** Adds the elements of tokens to an element and returns it. */
  private fill(root: MarkdownElement, tokens: readonly Token[]): MarkdownElement {
    this.append([root], tokens);
    return root;
  }

  /** @param stack the open elements, the innermost last */
  private append(stack: MarkdownElement[], tokens: readonly Token[]): void {
    for (const token of tokens) {
      const parent = stack.at(-1);
      if (parent === undefined) throw new Error("A token closes an element that is not open.");
      if (token.nesting === 1) {
        // Paragraphs of lists without blank lines have no element of their own.
        stack.push(token.hidden ? parent : this.add(parent, elementOf(token)));
        if (stack.length > MAX_DEPTH) throw new LimitError();
      } else if (token.nesting === -1) {
        stack.pop();
        if (token.type === "heading_close") parent.id = toAnchor(plainTextOf(parent.children), this.anchors);
      } else if (token.type === "inline") {
        this.addTask(stack, token);
        this.append(stack, token.children ?? []);
      } else {
        this.addLeaf(stack, parent, token);
      }
    }
  }

  private addLeaf(stack: readonly MarkdownElement[], parent: MarkdownElement, token: Token): void {
    switch (token.type) {
      case "text":
        return this.addText(parent, token.content);
      case "softbreak":
      case "hardbreak":
        return void this.add(parent, { tag: "br", children: [] });
      case "hr":
        return void this.add(parent, { tag: "hr", children: [] });
      case "code_inline":
        return this.addText(this.add(parent, { tag: "code", children: [] }), token.content);
      case "fence":
      case "code_block": {
        const language = /\S+/.exec(token.info)?.[0];
        const block = this.add(parent, { tag: "pre", ...(language && { language }), children: [] });
        return this.addCode(block, token.content);
      }
      case "image":
        return this.addPicture(stack, parent, token);
      case "footnote_ref":
        return this.addNoteReference(parent, (token.meta as { label: string }).label);
      default:
        throw new Error(`There is no element for the token ${token.type}.`);
    }
  }

  /** Adds code in its parts, or in one piece if those would be too many. */
  private addCode(block: MarkdownElement, code: string): void {
    const parts = highlight(code, block.language ?? "");
    if (parts === undefined || this.nodes + 2 * parts.length > MAX_NODES) return this.addText(block, code);
    for (const { kind, text } of parts) {
      this.addText(kind === undefined ? block : this.add(block, { tag: `code-${kind}`, children: [] }), text);
    }
  }

  /** A picture shows as a link to it, or as its description inside another link. */
  private addPicture(stack: readonly MarkdownElement[], parent: MarkdownElement, token: Token): void {
    const link = linkTo(token, "src");
    const description = describe(token) || link.href;
    if (stack.some(({ tag }) => tag === "a")) this.addText(parent, description);
    else this.addText(this.add(parent, link), description);
  }

  private addNoteReference(parent: MarkdownElement, label: string): void {
    const note = this.notes.get(label) ?? { number: this.notes.size + 1, referenceIds: [] };
    this.notes.set(label, note);
    const repeat = note.referenceIds.length === 0 ? "" : `-${note.referenceIds.length + 1}`;
    const id = `${noteId(note.number)}-reference${repeat}`;
    note.referenceIds.push(id);
    const children = [String(note.number)];
    this.add(parent, { tag: "note-reference", id, href: `#${noteId(note.number)}`, children });
  }

  /** Adds a checkbox if the inline token is the start of a task, and takes its signs out of the text. */
  private addTask(stack: readonly MarkdownElement[], token: Token): void {
    const [parent, container] = [stack.at(-1), stack.at(-2)];
    const item = parent?.tag === "p" ? container : parent;
    if (parent === undefined || item?.tag !== "li" || item.children.length > (item === parent ? 0 : 1))
      return;
    const first = token.children?.[0];
    const [signs, mark] = TASK.exec(token.content) ?? [];
    if (signs === undefined || !first?.content.startsWith(signs)) return;
    first.content = first.content.slice(signs.length);
    this.add(parent, { tag: "checkbox", isDone: mark !== " ", children: [] });
  }

  private add(parent: MarkdownElement, element: MarkdownElement): MarkdownElement {
    this.countNode();
    this.countCharacters((element.href?.length ?? 0) + (element.title?.length ?? 0));
    parent.children.push(element);
    return element;
  }

  private addText(parent: MarkdownElement, text: string): void {
    if (text === "") return;
    this.countCharacters(text.length);
    const last = parent.children.length - 1;
    const before = parent.children[last];
    if (typeof before === "string") parent.children[last] = before + text;
    else {
      this.countNode();
      parent.children.push(text);
    }
  }

  private countNode(): void {
    if ((this.nodes += 1) > MAX_NODES) throw new LimitError();
  }

  private countCharacters(count: number): void {
    if ((this.characters += count) > MAX_CHARACTERS) throw new LimitError();
  }
}

const noteId = (number: number) => `note-${number}`;

/** Separates the definitions of footnotes, by label, from the rest of a text. The first definition of a label counts. */
function splitOffDefinitions(tokens: readonly Token[]) {
  const text: Token[] = [];
  const definitions = new Map<string, Token[]>();
  let current = text;
  for (const token of tokens) {
    if (token.type === "footnote_open") {
      current = [];
      const { label } = token.meta as { label: string };
      if (!definitions.has(label)) definitions.set(label, current);
    } else if (token.type === "footnote_close") current = text;
    else current.push(token);
  }
  return { text, definitions };
}
