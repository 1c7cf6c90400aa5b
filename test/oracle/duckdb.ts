import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import type { Exports } from './generate.ts';
import { type HealthRules, healthTables } from './health-rules.ts';

/** First and last day of a period, both in it, and the day it is looked at. */
export interface Span {
  readonly firstDay: string;
  readonly lastDay: string;
  readonly asOf: string;
}

/** Options of the command line that change what a figure means (CLI.md 1); the defaults of METRICS.md unless told. */
export interface Rules {
  readonly responses?: 'latest' | 'first' | 'all';
  readonly satisfiedMin?: number;
  readonly fcrCohort?: 'created' | 'resolved' | 'closed';
  readonly window?: number;
  readonly endDate?: 'exclusive' | 'inclusive';
  readonly churnAt?: 'end' | 'cancel-effective' | 'cancel-request';
  readonly trailing?: number;
  readonly churnMonths?: number;
  readonly margin?: number;
  readonly discount?: number;
  /** How often customers renew. */
  readonly renewal?: 'month' | 'quarter' | 'year';
  /** Months of purchases to come. */
  readonly lifespan?: number;
  readonly per?: 'month' | 'year';
  readonly every?: 'month' | 'quarter' | 'year';
  /** Days after the term within which a contract is still renewed. */
  readonly grace?: number;
  /** The zone of the report, and of the hours of support. */
  readonly zone?: string;
  /** `opening`, `period-end` or a day: which rates movements go by. */
  readonly fx?: string;
  readonly hours?: Hours;
  /** What is converted to. */
  readonly currency?: string;
  readonly health?: HealthRules;
  /** How customers left in the period, in place of their segment. */
  readonly by?: 'churn_kind';
}

/** What a backtest counts as leaving, in days, and who is looked at. */
export interface Outcome {
  readonly lead: number;
  readonly horizon: number;
  readonly minAge: number;
}

/** When support is open: by day from `mon` to `sun` like `09:00-17:00`, as in the config. */
export interface Hours {
  readonly hours: Readonly<Record<string, readonly string[]>>;
  readonly holidays: readonly string[];
  readonly timezone: string;
}

/**
 * One figure. Money is in cents; `grp` null is the total; `topic` tells the three response rates apart, and
 * `method` the definitions of one metric; null is the default.
 */
export interface Figure {
  readonly topic: string | null;
  readonly metric: string;
  readonly method: string | null;
  readonly grp: string | null;
  readonly currency: string | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly value: number | null;
}

/** One parameter of a model that was fitted to a group, or to all of them: null. */
export interface Parameter {
  readonly model: string;
  readonly grp: string | null;
  readonly currency: string | null;
  readonly name: string;
  readonly value: number;
}

/** The metric files; each is one query. */
export const FAMILIES = ['nps', 'csat', 'ces', 'response-rate', 'fcr', 'churn', 'retention', 'mrr', 'clv'] as const;

/** The same for what is asked for by an option or a command of its own. */
const VARIANTS = [
  'churn-methods',
  'churn-kind',
  'churn-per',
  'retention-per',
  'mrr-period',
  'mrr-subscription',
  'mrr-fx',
  'mrr-methods',
  'csat-methods',
  'ces-methods',
  'nps-account',
  'nps-mrr',
  'fcr-methods',
  'support',
  'support-hours',
  'trailing',
  'clv-discounted',
  'clv-payments',
  'renewals',
  'renewals-parallel',
  'growth',
  'health-rows',
  'comments',
] as const;

/** What the others stand on, in this order. */
const BASES = [
  'base',
  'base-answers',
  'base-tickets',
  'base-worth',
  'base-cohorts',
  'base-growth',
  'base-health-voice',
  'base-health',
  'base-models',
] as const;

/** Tables of their own shape. */
const TABLES = [
  'cohorts',
  'cohorts-mrr',
  'survival',
  'health',
  'health-components',
  'sbg',
  'bg-nbd',
  'gamma-gamma',
  'bgnbd-gg',
  'backtest',
  'backtest-bands',
  'backtest-parts',
  'anomalies',
  'anomalies-rep',
] as const;

/** What is asked for by the tables of a backtest. */
const LOOKS = ['backtest-look', 'backtest-look-parts', 'base-backtest'] as const;

export type Family = (typeof FAMILIES)[number] | (typeof VARIANTS)[number];

/** Shares of cases; other metrics are numbers. */
const SHARES = new Set(
  'nps_promoters nps_passives nps_detractors csat ces fcr reopen_rate customer_churn_rate_cohort'.split(' '),
);

/** Every column a query names. One that the export does not have is there, and empty. */
const COLUMNS: Readonly<Record<keyof Exports | More, string>> = {
  customers: `customer_id segment created_at seats_purchased as_of employees revenue customer_count
    baseline_employees baseline_revenue baseline_customer_count hiring taking_on_business retention_improving`,
  subscriptions: `subscription_id customer_id started_at ended_at trial_end status currency
    amount unit_amount quantity mrr interval interval_count discount_amount discount_percent discount_end
    canceled_at cancel_at_period_end cancel_reason term_end renewed auto_renew`,
  surveys: `response_id respondent_id customer_id ticket_id kind score sent_at responded_at
    scale_min scale_max direction comment`,
  tickets: `ticket_id customer_id created_at first_solved_at solved_at reopens reopened_at agent_replies
    agent_replies_before_solve customer_replies first_contact_resolved is_spam merged_into submitter_role status
    first_response_at closed_at rep priority`,
  payments: 'payment_id customer_id at amount currency kind status document due_at settled_at',
  usage: 'customer_id at user_id feature count',
  history: 'customer_id as_of field value',
  fx: 'date currency rate',
};

/** Exports that not every test has. */
type More = 'fx' | 'usage' | 'history';

/** A DuckDB in memory that holds one data set at a time. */
export class Oracle {
  private readonly connection: DuckDBConnection;
  private readonly folder: string;
  private readonly queries: ReadonlyMap<string, string>;
  private base: string | null = null;
  /** By query, how often it was asked, and how often it had a row. */
  private readonly asked = new Map<string, { times: number; told: number }>();

  private constructor(connection: DuckDBConnection, folder: string, queries: ReadonlyMap<string, string>) {
    this.connection = connection;
    this.folder = folder;
    this.queries = queries;
  }

  static async open(): Promise<Oracle> {
    const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
    const files = await Promise.all(
      [...BASES, 'base-churn-kind', ...FAMILIES, ...VARIANTS, ...TABLES, ...LOOKS].map(
        async (name): Promise<[string, string]> => [
          name,
          await readFile(new URL(`${name}.sql`, import.meta.url), 'utf8'),
        ],
      ),
    );
    return new Oracle(await instance.connect(), await mkdtemp(join(tmpdir(), 'csm-oracle-')), new Map(files));
  }

  /** Takes the place of whatever was loaded before. */
  async load(exports: Exports & Readonly<Partial<Record<More, string>>>): Promise<void> {
    for (const [table, columns] of Object.entries(COLUMNS) as [keyof typeof COLUMNS, string][]) {
      const file = join(this.folder, `${table}.csv`);
      await writeFile(file, exports[table] ?? `${columns.split(/\s+/).join(',')}\n`);
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
    this.base = null;
  }

  /** What the files of SQL make of the loaded data; one after the other, for they share `params`. */
  async figures(families: readonly Family[], span: Span, rules: Rules = {}): Promise<Figure[]> {
    await this.set(span, rules);
    const figures: Figure[] = [];
    for (const family of families) figures.push(...(await this.rows(family)).map(figure));
    return figures;
  }

  /** The cells of `csm cohorts`, or the steps of its survival curves, as the file of SQL names the columns. */
  async table(
    name: (typeof TABLES)[number],
    span: Span,
    rules: Rules = {},
  ): Promise<Record<string, string | number | null>[]> {
    await this.set(span, rules);
    return (await this.rows(name)).map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([column, cell]) => [column, typeof cell === 'string' ? cell : number(cell)]),
      ),
    );
  }

  /** What metrics were in a period and in those before it, the latest first. */
  async follow(periods: readonly (readonly Figure[])[]): Promise<void> {
    await this.connection.run(`
      create or replace table series (
        metric varchar, grp varchar, nth integer, is_share boolean, numerator double, denominator double, value double
      )
    `);
    const rows = periods.flatMap((figures, nth) =>
      figures.map(({ metric, grp, numerator, denominator, value }) => {
        const group = grp === null ? 'null' : `'${grp}'`;
        const exact = value === null ? 'null' : `cast('${value}' as double)`;
        return `('${metric}', ${group}, ${nth}, ${SHARES.has(metric)}, ${numerator}, ${denominator}, ${exact})`;
      }),
    );
    await this.connection.run(`insert into series values ${rows.join(', ')}`);
  }

  /** Looks at customers at the end of each span, for the tables of a backtest. */
  async look(spans: readonly Span[], rules: Rules, { lead, horizon, minAge }: Outcome): Promise<void> {
    await this.connection.run(`
      create or replace table looks (
        at_close date, customer_id varchar, age integer, score double, band varchar, cents hugeint,
        currencies integer, currency varchar, idle integer
      )
    `);
    await this.connection.run(
      'create or replace table look_parts (at_close date, customer_id varchar, component varchar, known double)',
    );
    await this.connection.run(
      `create or replace table backtest_params as
       select ${lead} as lead, ${horizon} as horizon, ${minAge} as min_age`,
    );
    for (const span of spans) {
      await this.set(span, rules);
      await this.connection.run(this.query('backtest-look'));
      await this.connection.run(this.query('backtest-look-parts'));
    }
    await this.connection.run(this.query('base-backtest'));
  }

  /** What the models are asked at, in place of whatever was there before. */
  async fit(parameters: readonly Parameter[]): Promise<void> {
    const quoted = (word: string | null) => (word === null ? 'null' : `'${word}'`);
    // As text: a number in SQL is a decimal first, and the last bit of it may be lost.
    const rows = parameters.map(
      ({ model, grp, currency, name, value }) =>
        `(${[model, grp, currency, name].map(quoted).join(', ')}, cast('${value}' as double))`,
    );
    await this.connection.run(
      'create or replace table fitted (model varchar, grp varchar, currency varchar, name varchar, value double)',
    );
    if (rows.length > 0) await this.connection.run(`insert into fitted values ${rows.join(', ')}`);
  }

  async close(): Promise<void> {
    this.connection.closeSync();
    await rm(this.folder, { recursive: true });
  }

  private async set({ firstDay, lastDay, asOf }: Span, rules: Rules): Promise<void> {
    await this.connection.run(`set timezone = '${rules.zone ?? 'UTC'}'`);
    await this.connection.run(`
      create or replace table params as
      select
        date '${firstDay}' as first_day, date '${lastDay}' as last_day, date '${asOf}' as as_of,
        '${rules.responses ?? 'latest'}' as responses,
        ${rules.satisfiedMin ?? 4} as satisfied_min,
        '${rules.fcrCohort ?? 'default'}' as fcr_cohort,
        ${rules.window ?? 7} as reopen_window,
        '${rules.endDate ?? 'exclusive'}' as end_date,
        '${rules.churnAt ?? 'end'}' as churn_at,
        ${rules.trailing ?? 12} as trailing_months,
        ${rules.churnMonths ?? 6} as churn_months,
        cast(${rules.margin ?? 1} as double) as margin,
        cast(${rules.discount ?? 0.01} as double) as discount,
        '${rules.renewal ?? 'month'}' as renewal,
        ${rules.lifespan ?? 12} as lifespan,
        '${rules.per ?? 'month'}' as per,
        '${rules.every ?? 'month'}' as every,
        ${rules.grace ?? 30} as grace,
        '${rules.fx ?? 'opening'}' as fx,
        '${rules.currency ?? 'USD'}' as base_currency
    `);
    if (rules.hours !== undefined) await this.setHours(rules.hours);
    for (const table of healthTables(rules.health ?? {})) await this.connection.run(table);
    // What a row is worth and until when goes by these alone; the rest of base.sql looks at `params` when asked.
    const base = `${rules.endDate ?? ''} ${rules.churnAt ?? ''} ${rules.zone ?? ''}`;
    if (base !== this.base) {
      for (const name of BASES) await this.connection.run(this.query(name));
      this.base = base;
    }
    if (rules.by === undefined) return;
    await this.connection.run(this.query('base-churn-kind'));
    this.base = null;
  }

  private async setHours({ hours, holidays, timezone }: Hours): Promise<void> {
    const minutes = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
    const rows = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].flatMap((day, i) =>
      (hours[day] ?? []).map((span) => {
        const [opens = '', closes = ''] = span.split('-');
        return `(${i + 1}, ${minutes(opens)}, ${minutes(closes)}, '${timezone}')`;
      }),
    );
    await this.connection.run(
      `create or replace table opening_hours as select * from (values ${rows.join(', ')}) as t(weekday, opens, closes, zone)`,
    );
    await this.connection.run('create or replace table holidays (day date)');
    for (const day of holidays) await this.connection.run(`insert into holidays values (date '${day}')`);
  }

  private async rows(name: string): Promise<Record<string, unknown>[]> {
    const rows = (await this.connection.runAndReadAll(this.query(name))).getRowObjectsJS();
    const { times, told } = this.asked.get(name) ?? { times: 0, told: 0 };
    this.asked.set(name, { times: times + 1, told: told + Math.min(1, rows.length) });
    return rows;
  }

  /** The queries that were asked several times and had nothing to say: what is compared with them is compared with nothing. */
  get silent(): string[] {
    return [...this.asked].flatMap(([name, { times, told }]) => (times > 3 && told === 0 ? [name] : []));
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
    method: text(row['method']),
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
