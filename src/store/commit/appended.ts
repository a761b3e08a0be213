import type { ClientBase } from 'pg';

/** Tables that only grow, with their columns: what a change adds to them nobody reads before its end, so it is written then. */
const COLUMNS = {
  identity_history: {
    identity: 'text',
    revision: 'bigint',
    field: 'text',
    before: 'jsonb',
    after: 'jsonb',
    actor: 'text',
    at: 'timestamptz',
  },
  outbox: {
    revision: 'bigint',
    position: 'integer',
    kind: 'text',
    actor: 'text',
    object: 'text',
    data: 'jsonb',
    at: 'timestamptz',
    context: 'jsonb',
  },
} as const;

type Growing = keyof typeof COLUMNS;
type Cell = string | number | Date | null;
export type Row<T extends Growing> = Readonly<Record<keyof (typeof COLUMNS)[T], Cell>>;

/** Rows, and characters in them, that one change keeps in memory before it writes them. */
const ROWS = 500;
const LENGTH = 1 << 20;

/** What one change adds, in order. */
export class Appended {
  readonly #write: (all: readonly Appended[]) => Promise<void>;
  readonly rows = new Map<Growing, Row<Growing>[]>();
  #count = 0;
  #length = 0;
  #positions = 0;

  constructor(write: (all: readonly Appended[]) => Promise<void>) {
    this.#write = write;
  }

  /** What waits to be written, in characters. */
  get length(): number {
    return this.#length;
  }

  /** Place of the next event among those of its change. */
  position(): number {
    return this.#positions++;
  }

  async add<T extends Growing>(table: T, row: Row<T>): Promise<void> {
    const rows = this.rows.get(table) ?? [];
    this.rows.set(table, rows);
    rows.push(row);
    this.#count += 1;
    for (const cell of Object.values<Cell>(row)) this.#length += typeof cell === 'string' ? cell.length : 8;
    if (this.#count >= ROWS || this.#length >= LENGTH) await this.#write([this]);
  }

  clear(): void {
    this.rows.clear();
    this.#count = 0;
    this.#length = 0;
  }
}

/** One statement for each table, for all changes. */
export async function writeAppended(client: ClientBase, all: readonly Appended[]): Promise<void> {
  const writing: Promise<unknown>[] = [];
  for (const table of Object.keys(COLUMNS) as Growing[]) {
    const rows = all.flatMap((one) => one.rows.get(table) ?? []);
    if (rows.length > 0) writing.push(client.query(insert(table, rows)));
  }
  for (const one of all) one.clear();
  await Promise.all(writing);
}

function insert(table: Growing, rows: readonly Row<Growing>[]): { name: string; text: string; values: Cell[][] } {
  const columns = Object.entries<string>(COLUMNS[table]);
  const names = columns.map(([name]) => name);
  const arrays = columns.map(([, type], at) => `$${at + 1}::${type}[]`);
  return {
    name: `append ${table}`,
    text: `insert into ${table} (${names.join(', ')}) select * from unnest(${arrays.join(', ')})`,
    values: names.map((name) => rows.map((row) => (row as Readonly<Record<string, Cell>>)[name] ?? null)),
  };
}
