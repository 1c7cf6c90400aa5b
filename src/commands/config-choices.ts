import type { Loaded } from '../config/read.ts';
import type { Scale } from '../records/row.ts';
import { type Configured, RULES, type RuleOptions } from './chosen.ts';
import { VENDORS } from './vendors.ts';

/** What a config says of definitions: values of options, and what has no option. */
interface Definitions {
  readonly options: Readonly<Record<string, string>>;
  readonly configured: Configured;
}

/** Rules that cannot stand beside each other. */
const RIVALS: Readonly<Partial<Record<keyof RuleOptions, keyof RuleOptions>>> = {
  pastDue: 'delinquentDays',
  delinquentDays: 'pastDue',
};

/**
 * The definitions of a config, less what the line says otherwise: a rule gives way to its rival on the line, and to the
 * same rule of a vendor that the line names.
 */
export function definitionsOf({ config }: Loaded, line: RuleOptions & { readonly as?: string }): Definitions {
  const { methods = {}, rules = {}, surveys = {} } = config;
  const vendor = line.as !== undefined && Object.hasOwn(VENDORS, line.as) ? VENDORS[line.as]?.options : undefined;
  const isOpen = (name: keyof RuleOptions): boolean => {
    const rival = RIVALS[name];
    const rivalled = rival !== undefined && (line[rival] !== undefined || vendor?.[rival] !== undefined);
    return !rivalled && vendor?.[name] === undefined;
  };
  const { as, ...own } = rules;
  const said: Record<string, string | number | undefined> = {
    as,
    ...Object.fromEntries(RULES.filter(isOpen).map((name) => [name, own[name]])),
    responses: surveys.responses,
    direction: surveys.direction,
    satisfiedMin: surveys.satisfiedMin,
  };
  return {
    options: Object.fromEntries(
      Object.entries(said).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
    ),
    configured: {
      methods: Object.entries(methods).flatMap(([topic, method]) =>
        method === undefined ? [] : [`${topic}:${method}`],
      ),
      hasVendor: as !== undefined && line.as === undefined,
      scales: new Map(
        Object.entries(surveys.scale ?? {}).flatMap(([kind, text]): [string, Scale][] => {
          const [min, max] = (text ?? '').split('-').map(Number);
          return min === undefined || max === undefined ? [] : [[kind, { min, max }]];
        }),
      ),
    },
  };
}
