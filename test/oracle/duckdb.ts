import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import type { Exports } from './generate.ts';

/** First and last day of a period, both in it, and the day it is looked at. */
export interface Span {
  readonly firstDay: string;
  readonly lastDay: string;
  readonly asOf: string;
}

/** One figure. Money is in cents; `grp` null is the total; `topic` tells the three response rates apart. */
export interface Figure {
  readonly topic: string | null;
  readonly metric: string;
  readonly grp: string | null;
  readonly currency: string | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly value: number | null;
}

/** The metric files; each is one query. */
export const FAMILIES = ['nps', 'csat', 'ces', 'response-rate', 'fcr', 'churn', 'retention', 'mrr', 'clv'] as const;
export type Family = (typeof FAMILIES)[number];

/** Every column a query names. One that the export does not have is there, and empty. */
const COLUMNS: Readonly<Record<keyof Exports, string>> = {
  customers: 'customer_id segment',
  subscriptions: `subscription_id customer_id started_at ended_at trial_end status currency
    amount unit_amount quantity mrr interval interval_count discount_amount discount_percent discount_end`,
  surveys: 'response_id respondent_id customer_id ticket_id kind score sent_at responded_at',
  tickets: `ticket_id customer_id created_at first_solved_at solved_at reopens reopened_at agent_replies
    agent_replies_before_solve first_contact_resolved is_spam merged_into submitter_role status`,
};

/** A DuckDB in memory that holds one data set at a time. */
export class Oracle {
  private readonly connection: DuckDBConnection;
  private readonly folder: string;
  private readonly queries: ReadonlyMap<string, string>;

  private constructor(connection: DuckDBConnection, folder: string, queries: ReadonlyMap<string, string>) {
    this.connection = connection;
    this.folder = folder;
    this.queries = queries;
  }

  static async open(): Promise<Oracle> {
    const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
    const files = await Promise.all(
      ['base', ...FAMILIES].map(async (name): Promise<[string, string]> => [
        name,
        await readFile(new URL(`${name}.sql`, import.meta.url), 'utf8'),
      ]),
    );
    return new Oracle(await instance.connect(), await mkdtemp(join(tmpdir(), 'csm-oracle-')), new Map(files));
  }

  /** Takes the place of whatever was loaded before. */
  async load(exports: Exports): Promise<void> {
    for (const [table, columns] of Object.entries(COLUMNS) as [keyof Exports, string][]) {
      const file = join(this.folder, `${table}.csv`);
      await writeFile(file, exports[table]);
      const empty = columns
        .split(/\s+/)
        .map((column) => `cast(null as varchar) as "${column}"`)
        .join(', ');
      await this.connection.run(`
        create or replace table ${table} as
        select * from read_csv('${file}', all_varchar = true, header = true, delim = ',', quote = '"', nullstr = '')
        union all by name
        select ${empty} where false
      `);
    }
    await this.connection.run(this.query('base'));
  }

  /** What the files of SQL make of the loaded data; one after the other, for they share `params`. */
  async figures(families: readonly Family[], { firstDay, lastDay, asOf }: Span): Promise<Figure[]> {
    await this.connection.run(`
      create or replace table params as
      select date '${firstDay}' as first_day, date '${lastDay}' as last_day, date '${asOf}' as as_of
    `);
    const figures: Figure[] = [];
    for (const family of families) {
      const reader = await this.connection.runAndReadAll(this.query(family));
      figures.push(...reader.getRowObjectsJS().map(figure));
    }
    return figures;
  }

  async close(): Promise<void> {
    this.connection.closeSync();
    await rm(this.folder, { recursive: true });
  }

  private query(name: string): string {
    const query = this.queries.get(name);
    if (query === undefined) throw new Error(`no file ${name}.sql`);
    return query;
  }
}

function figure(row: Readonly<Record<string, unknown>>): Figure {
  return {
    topic: text(row['topic']),
    metric: String(row['metric']),
    grp: text(row['grp']),
    currency: text(row['currency']),
    numerator: number(row['numerator']),
    denominator: number(row['denominator']),
    value: number(row['value']),
  };
}

function text(cell: unknown): string | null {
  return cell === null || cell === undefined ? null : `${cell as string | bigint}`;
}

/** Whole numbers arrive as bigint. One too large for a double would no longer be exact, and that must not pass. */
function number(cell: unknown): number | null {
  if (cell === null || cell === undefined) return null;
  const value = Number(cell);
  if (typeof cell === 'bigint' && !Number.isSafeInteger(value)) throw new Error(`${cell} is not exact as a number`);
  return value;
}
