import "server-only";

/** Types that mean the same in both databases. A column of another type needs a name here, and its conversions. */
export type ColumnType = "integer" | "bigint" | "text" | "timestamp" | "bytes";

/** What a copy has to know of a table. Both databases describe the same table in the same way. */
export interface Table {
  name: string;
  columns: readonly { name: string; type: ColumnType }[];
  /** The columns of the primary key, by which rows are sorted. */
  key: readonly string[];
  /** The tables that its rows refer to. */
  parents: readonly string[];
  /** Whether the database counts its ids, so that the id of a deleted row is never reused. */
  isCounted: boolean;
}

/** A table as the catalog of a database describes it, with the database's own names of types. */
export interface CatalogTable extends Omit<Table, "columns"> {
  columns: readonly { name: string; type: string }[];
}

/**
 * A row in a form that does not depend on the database: a bigint in decimal digits, a timestamp in ISO 8601
 * with `Z`, bytes in hexadecimal digits after `\x`.
 */
export type Row = Record<string, string | number | null>;

/** One connection for a copy, with one open transaction. Closing it without a commit undoes everything. */
export interface CopyConnection {
  listMigrations(): Promise<string[]>;
  listTables(): Promise<CatalogTable[]>;
  hasRows(table: string): Promise<boolean>;
  countRows(table: Table): Promise<number>;
  /** Reads all rows in the order of the key, in batches that fit in memory. */
  readRows(table: Table): AsyncIterable<Row[]>;
  insertRows(table: Table, rows: readonly Row[]): Promise<void>;
  /** Returns the last id that was given out, or 0. */
  readCounter(table: Table): Promise<number>;
  setCounter(table: Table, lastId: number): Promise<void>;
  commit(): Promise<void>;
  close(): Promise<void>;
}

/** `read`: a consistent snapshot. `write`: no other connection can write meanwhile. */
export type CopyMode = "read" | "write";

/** The rows of a batch. With the longest posts it is some 40 MB. */
export const BATCH_ROWS = 200;

/**
 * Converts descriptions from a catalog; columns are sorted by name.
 *
 * @throws {Error} naming a column whose type this module does not know
 */
export function toTables(
  tables: readonly CatalogTable[],
  types: Readonly<Record<string, ColumnType>>,
): Table[] {
  return tables.map((table) => {
    const columns = table.columns.map(({ name, type }) => {
      const known = types[type];
      if (known === undefined) throw new Error(`Cannot copy ${table.name}.${name}: its type is ${type}.`);
      return { name, type: known };
    });
    return {
      ...table,
      columns: columns.sort((a, b) => (a.name < b.name ? -1 : 1)),
      parents: [...new Set(table.parents)].sort(),
    };
  });
}

/**
 * Sorts tables so that each one stands after those that it refers to.
 *
 * @throws {Error} if tables refer to each other in a circle
 */
export function sortParentsFirst(tables: readonly Table[]): Table[] {
  const sorted: Table[] = [];
  const isSorted = (name: string) => sorted.some((table) => table.name === name);
  while (sorted.length < tables.length) {
    const next = tables.find(({ name, parents }) => !isSorted(name) && parents.every(isSorted));
    if (next === undefined) throw new Error("Cannot copy tables that refer to each other in a circle.");
    sorted.push(next);
  }
  return sorted;
}

/** Names a row by its key, for messages. */
export function describeRow({ key }: Table, row: Readonly<Record<string, unknown>>): string {
  return `the row with ${key.map((column) => `${column} ${String(row[column])}`).join(", ")}`;
}
