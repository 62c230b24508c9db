import { expect } from "vitest";
import { findCorruption, query } from "../../support/database";

/** A row as the API received it. */
export type Row = Readonly<Record<string, string>>;
export type Table = "posts" | "users";

/** A write without a response yet: after a crash it has happened completely or not at all. */
interface Asked {
  table: Table;
  /** Undefined for a new row. */
  id?: number;
  /** The new contents of the row; undefined for a deletion. */
  row?: Row;
}

const COLUMNS = { posts: ["title", "content"], users: ["username", "email"] } as const;

/** Records what a server acknowledged, and compares a database with it. */
export class Ledger {
  readonly #kept = { posts: new Map<number, Row>(), users: new Map<number, Row>() };
  readonly #asked = new Set<Asked>();
  /** The number of created rows. */
  readonly created = { posts: 0, users: 0 };
  /** The number of acknowledged writes. */
  acknowledged = 0;
  /** The number of writes cut off by a crash, and how many of them happened. */
  cutOff = 0;
  happened = 0;

  /** Records a write before it is sent. Call the returned function with the id once it is acknowledged. */
  ask(asked: Asked): (id: number) => void {
    this.#asked.add(asked);
    return (id) => {
      this.#asked.delete(asked);
      this.#apply(asked, id);
      this.acknowledged += 1;
      if (asked.id === undefined) this.created[asked.table] += 1;
    };
  }

  /** Compares a database with everything acknowledged; writes that were cut off may be there or not. */
  async compare(databaseUrl: string): Promise<void> {
    expect(await findCorruption({ databaseUrl })).toEqual([]);
    for (const table of ["posts", "users"] as const) {
      const sql = `SELECT id, ${COLUMNS[table].join(", ")} FROM ${table}`;
      this.#settle(table, await query<{ id: number } & Row>({ databaseUrl }, sql));
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
