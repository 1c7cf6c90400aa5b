import { CsmError, type Issue, notice } from '../errors.ts';
import type { FileReport } from '../input/read.ts';
import { nearest } from '../nearest.ts';
import { bridgeGaps } from '../records/gaps.ts';
import type { Rules } from '../records/rules.ts';
import type { Subscription } from '../records/row.ts';
import { methodsFrom, RULES, type RuleOptions } from './chosen.ts';
import type { MeasureOptions } from './options.ts';
import { asksOf, type Topic } from './topics.ts';
import { type Vendor, VENDORS } from './vendors.ts';

/** The rules of a run, and what follows from them. */
export interface Ruled {
  readonly rules: Rules;
  /** Methods that a vendor goes by; those of the line come before them. */
  readonly methods: readonly string[];
  /** What the rules make of rows that are all read. */
  amend(rows: readonly Subscription[]): void;
  /** Which rules are in force, and which of them the exports cannot serve. */
  issues(reports: readonly FileReport[]): Issue[];
}

/** The rules that the line says, and those of the vendor it names where it says no other. */
export function ruled(options: MeasureOptions, topics: readonly Topic[]): Ruled {
  const vendor = options.as === undefined ? null : vendorOf(options.as);
  const given = RULES.filter((name) => options[name] !== undefined);
  const taken = RULES.filter((name) => vendor?.options[name] !== undefined && !clashes(name, given));
  const said = Object.fromEntries<string | undefined>([
    ...taken.map((name) => [name, vendor?.options[name]?.[0]] as const),
    ...given.map((name) => [name, options[name]] as const),
  ]) as RuleOptions;
  const { delinquentDays: late, gapDays: gap, ...words } = said;
  const days = { delinquentDays: daysFrom('--delinquent-days', late), gapDays: daysFrom('--gap-days', gap) };
  if (words.pastDue === 'exclude' && days.delinquentDays !== null) {
    throw new CsmError('usage/conflict', '--past-due exclude and --delinquent-days say two things of the same rows', {
      hint: 'use one of them',
    });
  }
  const methods = Object.keys(vendor?.methods ?? {});
  const rules: Rules = {
    ...words,
    ...(days.delinquentDays !== null && { delinquentDays: days.delinquentDays }),
    ...(days.gapDays !== null && { gapDays: days.gapDays }),
  };
  return {
    rules,
    methods,
    amend(rows) {
      if (days.gapDays !== null) bridgeGaps(rows, days.gapDays);
    },
    issues: (reports) => [
      ...(vendor === null
        ? []
        : [vendorIssue(options.as ?? '', vendor, { methods: inUse(methods, options, topics), taken })]),
      ...(given.length === 0 ? [] : [givenIssue(given, said)]),
      ...missing(said, given, reports),
    ],
  };
}

/** The methods of a vendor that a metric of the run has, and that the line does not replace by its own. */
function inUse(methods: readonly string[], options: MeasureOptions, topics: readonly Topic[]): string[] {
  const wanted = methodsFrom(options, topics, methods);
  const used = new Set(wanted === 'all' ? [] : asksOf(topics, wanted).map(({ method }) => method));
  return methods.filter((method) => used.has(method));
}

function vendorOf(name: string): Vendor {
  const vendor = Object.hasOwn(VENDORS, name) ? VENDORS[name] : undefined;
  if (vendor !== undefined) return vendor;
  const names = Object.keys(VENDORS);
  throw new CsmError('usage/vendor', `--as ${name}: csm does not know its definitions`, {
    details: [`vendors: ${names.join(', ')}`],
    hint: nearest(name, names),
  });
}

/** Whether the line says this rule, or one that cannot stand beside it. */
function clashes(name: keyof RuleOptions, given: readonly (keyof RuleOptions)[]): boolean {
  const other = { pastDue: 'delinquentDays', delinquentDays: 'pastDue' }[name as string];
  return given.some((each) => each === name || each === other);
}

function daysFrom(flag: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  if (/^\d{1,4}$/.test(text)) return Number(text);
  throw new CsmError('usage/value', `${flag} ${text}: it is a number of days, such as 30`);
}

const flagOf = (name: string): string => `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** Which rules a vendor stands for, each with its source in METRICS.md 8. */
function vendorIssue(
  name: string,
  vendor: Vendor,
  { methods, taken }: { readonly methods: readonly string[]; readonly taken: readonly (keyof RuleOptions)[] },
): Issue {
  const parts = [
    ...methods.map((method) => `--method ${method} [${vendor.methods[method]}]`),
    ...taken.map((rule) => `${flagOf(rule)} ${vendor.options[rule]?.join(' [')}]`),
  ];
  const what = parts.length === 0 ? 'nothing that is measured here' : parts.join(', ');
  return notice('rule/vendor', 'note', `as ${name}: ${what}`);
}

const givenIssue = (given: readonly (keyof RuleOptions)[], said: RuleOptions): Issue =>
  notice('rule/used', 'note', `by the rules ${given.map((rule) => `${flagOf(rule)} ${said[rule]}`).join(', ')}`);

/** The columns without which a rule changes nothing, by the rule and what it says. */
const NEEDS: Readonly<Record<string, readonly string[]>> = {
  'churnAt cancel-request': ['canceled_at'],
  'churnAt cancel-effective': ['canceled_at', 'cancel_at_period_end'],
  'paused active': ['status'],
  'pastDue exclude': ['status'],
};

/** Rules that an export has no columns for: a warning where the line says them, a note where a vendor does. */
function missing(said: RuleOptions, given: readonly (keyof RuleOptions)[], reports: readonly FileReport[]): Issue[] {
  return reports.flatMap(({ file, kind, mapping }) =>
    kind !== 'subscriptions' || mapping === null
      ? []
      : RULES.flatMap((rule) => {
          const value = said[rule];
          const needs = rule === 'delinquentDays' ? ['status', 'past_due_at'] : NEEDS[`${rule} ${value}`];
          const lacks = value === undefined ? [] : (needs ?? []).filter((field) => !mapping.fields.has(field));
          if (lacks.length === 0) return [];
          const message = `no ${lacks.join(' and no ')} column: ${flagOf(rule)} ${value} changes nothing`;
          return [{ ...notice('rule/no-column', given.includes(rule) ? 'warning' : 'note', message), file }];
        }),
  );
}
