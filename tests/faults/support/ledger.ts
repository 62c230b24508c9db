import { expect } from "vitest";
import { findCorruption, query } from "../../support/database";

/** A row as the API was told of it. */
export type Row = Readonly<Record<string, string>>;
export type Table = "posts" | "users";

/** What was asked for and is not answered yet: after a crash it has happened as a whole or not at all. */
interface Asked {
  table: Table;
  /** Unknown of what is new. */
  id?: number;
  /** What the row becomes; undefined where it is deleted. */
  row?: Row;
}

const COLUMNS = { posts: ["title", "content"], users: ["username", "email"] } as const;

/** Keeps account of what a server acknowledged, and holds a database against it. */
export class Ledger {
  readonly #kept = { posts: new Map<number, Row>(), users: new Map<number, Row>() };
  readonly #asked = new Set<Asked>();
  /** How many rows were made. */
  readonly created = { posts: 0, users: 0 };
  /** How many writes were acknowledged. */
  acknowledged = 0;
  /** How many were cut off by a crash, and how many of these had happened. */
  cutOff = 0;
  happened = 0;

  /** Notes a write before it is asked for; what it gives is to be called with the id once it is acknowledged. */
  ask(asked: Asked): (id: number) => void {
    this.#asked.add(asked);
    return (id) => {
      this.#asked.delete(asked);
      this.#apply(asked, id);
      this.acknowledged += 1;
      if (asked.id === undefined) this.created[asked.table] += 1;
    };
  }

  /** Compares all that a database has with all that was acknowledged; what was cut off may be there or not. */
  async compare(databaseFile: string): Promise<void> {
    expect(await findCorruption({ databaseFile })).toEqual([]);
    for (const table of ["posts", "users"] as const) {
      const sql = `SELECT id, ${COLUMNS[table].join(", ")} FROM ${table}`;
      this.#settle(table, await query<{ id: number } & Row>({ databaseFile }, sql));
    }
    this.cutOff += this.#asked.size;
    this.#asked.clear();
  }

  #apply({ table, row }: Asked, id: number): void {
    if (row === undefined) this.#kept[table].delete(id);
    else this.#kept[table].set(id, row);
  }

  #settle(table: Table, stored: readonly ({ id: number } & Row)[]): void {
    const rows = new Map(stored.map(({ id, ...row }) => [id, row as Row]));
    for (const asked of this.#asked) {
      if (asked.table !== table) continue;
      const id = asked.id ?? [...rows].find(([, row]) => isSame(row, asked.row))?.[0];
      if (id === undefined || !isSame(rows.get(id), asked.row)) continue;
      this.#apply(asked, id);
      this.happened += 1;
    }
    expect(Object.fromEntries(rows), table).toEqual(Object.fromEntries(this.#kept[table]));
  }
}

function isSame(one: Row | undefined, other: Row | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
