import { findInputs, pickedOf } from '../input/discover.ts';
import { Clashes } from '../input/clashes.ts';
import { Problems } from '../input/problems.ts';
import { type FileReport, readFiles } from '../input/read.ts';
import type { Reject } from '../input/rejects.ts';
import { type AnyRow, newSeen } from '../input/context.ts';
import { wantsColor } from '../output/color.ts';
import { grid } from '../output/grid.ts';
import { countText, issueText, plural } from '../output/issues.ts';
import { document, warning } from '../output/json.ts';
import { openBook } from '../records/account.ts';
import { KINDS } from '../records/dataset.ts';
import { ratingOf } from '../records/rating.ts';
import { endRevisions, Revisions } from '../records/revisions.ts';
import { EXIT, type ExitCode } from '../errors.ts';
import { visible } from '../text.ts';
import { dialectFrom } from './dialect.ts';
import { paintFor } from './metric.ts';
import { writeOut } from './outputs.ts';
import { bookIssues, configColumns, configUsed } from './notes.ts';
import { asOfFrom, type DataOptions, formatFrom, mapFrom, sourcesFrom, zoneFrom } from './options.ts';
import { checkOutputs } from './outputs.ts';
import { keepRejects, rejectLimit } from './rejected.ts';
import { sheetIssues, twiceIssues } from './sheet.ts';
import type { World } from './world.ts';
import type { Customer, Subscription } from '../records/row.ts';

/** Reads everything, computes nothing, reports all problems. Its report is the result, whatever it says. */
export async function runValidate(
  files: readonly string[],
  options: DataOptions,
  version: string,
  world: World,
): Promise<ExitCode> {
  const format = formatFrom(options);
  const zone = zoneFrom(options);
  const map = mapFrom(options);
  const dialect = await dialectFrom(options);
  rejectLimit(options);
  const rejects: Reject[] | null = options.rejects === undefined ? null : [];
  const problems = new Problems();
  if (options.project !== undefined) problems.add(configUsed(options.project));
  const wanted = { command: 'validate', needs: KINDS, also: KINDS, uses: KINDS, map, dialect };
  const found = await findInputs(await sourcesFrom(files, options, world), wanted, problems);
  const customers = new Map<string, Customer>();
  const subscriptions: Subscription[] = [];
  await checkOutputs(found, options, world);
  const hasCustomers = found.some(({ kind }) => kind === 'customers');
  const context = {
    command: 'validate',
    zone,
    asOf: asOfFrom(options, zone, world),
    kinds: KINDS,
    surveyKind: null,
    scale: null,
    ...(options.configured && { scales: options.configured.scales }),
    by: [],
    map,
    showValues: options.showValues ?? false,
    dialect,
    skipInvalid: false,
    rejects,
    problems,
    seen: newSeen(),
    clashes: new Clashes(),
    orders: { byId: null },
    ratings: ratingOf,
    revisions: new Revisions(subscriptions),
    ...(hasCustomers && { isKnown: (customer: string) => customers.has(customer) }),
  };
  const reports = await readFiles(found, context, ({ kind, row }) => {
    if (kind === 'customers') customers.set(row.customer_id, row);
    if (kind === 'subscriptions') subscriptions.push(row);
    return dayOf({ kind, row } as AnyRow);
  });
  if (options.project !== undefined) for (const issue of configColumns(reports)) problems.add(issue);
  endRevisions(subscriptions);
  for (const issue of bookIssues(openBook(subscriptions, customers.values()))) problems.add(issue);
  for (const issue of sheetIssues(subscriptions)) problems.add(issue);
  for (const issue of twiceIssues(subscriptions, pickedOf(found))) problems.add(issue);

  await keepRejects(rejects, options, world);
  const text = format === 'json' ? asJson(reports, problems, version) : await asText(reports, problems, options, world);
  await writeOut(text, options, world);
  const isBad = problems.count('error') > 0 || (options.strict === true && problems.count('warning') > 0);
  return isBad ? EXIT.data : EXIT.done;
}

/** The day a row is of: one that lies after today is worth a look. */
function dayOf({ kind, row }: AnyRow): number | null {
  if (kind === 'customers') return row.created_at;
  if (kind === 'tickets') return row.created_at.day;
  if (kind === 'surveys') return row.responded_at?.day ?? null;
  if (kind === 'payments') return row.at;
  if (kind === 'usage') return row.at.day;
  if (kind === 'assignments') return row.from;
  if (kind === 'fx') return row.date;
  if (kind === 'history') return row.as_of.day;
  // A sheet may well have an amount for the month that is not over.
  return row.covers === undefined ? row.started : null;
}

function asJson(reports: readonly FileReport[], problems: Problems, version: string): string {
  return document({
    schema: 'csm.validate/1',
    version,
    command: 'validate',
    errors: problems.count('error'),
    warnings: problems.count('warning'),
    problems: problems.all('error', 'warning', 'note').map(warning),
    files: reports.map(({ file, kind, preset, sha256, bytes, counts, mapping, headers }) => ({
      file,
      kind,
      preset,
      sha256,
      bytes,
      read: counts.read,
      good: counts.read - counts.blank - counts.duplicates - counts.rejected,
      blank: counts.blank,
      duplicates: counts.duplicates,
      rejected: counts.rejected,
      fields: [...(mapping?.fields ?? [])].map(([field, { index, found }]) => ({
        field,
        column: headers[index],
        found,
      })),
    })),
  });
}

async function asText(
  reports: readonly FileReport[],
  problems: Problems,
  options: DataOptions,
  world: World,
): Promise<string> {
  const paint = await paintFor(wantsColor({ flag: options.color, env: world.env, isTTY: world.stdout.isTTY }));
  const groups = problems.groups('error', 'warning', ...(options.verbose ? (['note'] as const) : []));
  const columns = ['File', 'Kind', 'Rows', 'Good', 'Rejected', 'Duplicates', 'Blank'];
  const rows = reports.map(({ file, kind, counts: { read, blank, duplicates, rejected } }) =>
    [visible(file), kind ?? 'unknown', read, read - blank - duplicates - rejected, rejected, duplicates, blank].map(
      String,
    ),
  );
  const heads = columns.map((head, i) => ({
    head: paint.bold(head),
    align: i < 2 ? ('left' as const) : ('right' as const),
  }));
  const warnings = problems.count('warning');
  const verdict =
    problems.count('error') > 0 ? countText(groups, warnings) : `no errors, ${plural(warnings, 'warning')}`;
  return [issueText(groups, paint), `${grid(heads, rows, Infinity)}\n`, `${verdict}\n`]
    .filter((part) => part !== '')
    .join('\n');
}
