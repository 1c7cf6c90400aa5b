import { type Command, Option } from 'commander';
import { methodsOf } from './calculator/metric.ts';
import { choicesOf, METHOD } from './commands/choices.ts';
import { registry } from './commands/topics.ts';
import { CsmError } from './errors.ts';

// The options of commands, in the groups their help shows.

const list = (value: string, before: readonly string[] = []): string[] => [...before, value];

/** Options of every command that reads exports. */
export function withData(command: Command, formats = 'table or json'): Command {
  return command
    .optionsGroup('Data:')
    .option('--config <file>', 'settings to go by; none for none (default: the nearest csm.config.json)')
    .option('--data <dir>', 'the folder to look for exports in')
    .option('--tickets <file>', 'a tickets export; repeatable, as the next eight', list)
    .option('--surveys <file>', 'a surveys export', list)
    .option('--subscriptions <file>', 'a subscriptions export', list)
    .option('--customers <file>', 'a customers export', list)
    .option('--payments <file>', 'a payments export: payments, charges or invoices', list)
    .option('--usage <file>', 'a usage export: events of use', list)
    .option('--assignments <file>', 'an assignments export: who looks after whom, since when', list)
    .option('--fx-rates <file>', 'an fx export: exchange rates by day', list)
    .option('--history <file>', 'a history export: what fields of customers were, by day', list)
    .option('--map <field=Header>', 'the column that holds a field; repeatable', list)
    .option('--as-of <date>', 'what today is, for relative periods and open subscriptions')
    .option('--timezone <zone>', 'the zone days are counted in', 'UTC')
    .option('--skip-invalid', 'leave bad rows out, and say how many')
    .option('--max-rejects <n>', 'with --skip-invalid: so many rows, or a share of them, may be left out (default: 5%)')
    .option('--rejects <file>', 'the bad rows as they stand, each with its place and what is wrong')
    .option('--strict', 'warnings count as errors')
    .optionsGroup('How the exports are written:')
    .option('--encoding <name>', 'such as windows-1252 (default: UTF-8, or what a byte-order mark says)')
    .option('--delimiter <character>', 'comma, semicolon, tab, pipe or another (default: from the header line)')
    .option('--decimal <mark>', 'point or comma (default: point)')
    .option('--thousands <mark>', 'comma, point, space or apostrophe (default: none)')
    .option(
      '--date-format <format>',
      'dmy, mdy, ymd, excel or a pattern; for one field responded_at=dmy; repeatable',
      list,
    )
    .option('--missing <word>', 'a word that stands for an empty cell; repeatable', list)
    .option('--score-labels', 'answers have text after the number: 10 - Extremely likely')
    .option('--skip-lines <n>', 'lines before the header')
    .option('--skip-last <n>', 'rows at the end that are no data')
    .option('--comment <character>', 'what a line that is a comment begins with')
    .option('--escape <how>', 'backslash, where quotes in cells are escaped by one')
    .option('--json-path <keys>', 'where the list of rows lies in a JSON document: data, or result.items')
    .option('--max-record <size>', 'the longest record (default: 1M)')
    .option('--reader <which>', 'reference: csv-parse splits plain CSV too, as it does all other (default: fast)')
    .optionsGroup('Output:')
    .option('-f, --format <format>', formats)
    .option('--json', 'short for -f json')
    .option('-o, --output <file>', 'a file, written whole or not at all; - is stdout')
    .addOption(new Option('--color <when>', 'colour in tables').choices(['auto', 'always', 'never']).default('auto'))
    .option('--show-values', 'do not mask e-mail addresses and long numbers in messages and comments')
    .option('-q, --quiet', 'no warnings')
    .option('-v, --verbose', 'notes, and what was read')
    .option('--debug', 'the stack of an error');
}

/** Those of commands whose answer can be a page or a workbook as well. */
export const withDocuments = (command: Command): Command =>
  withData(command, 'table, json, md, html or xlsx (default: by the ending of -o)').option(
    '--append',
    'with -f md: at the end of what is in the file already',
  );

/** A run is split by one column, so that groups add up: a second one would be passed over. */
function onlyOne(column: string, before?: string): string {
  if (before === undefined) return column;
  throw new CsmError('usage/conflict', `--by ${before} and --by ${column}: a run is split by one column`, {
    hint: `--by ${before}`,
  });
}

/** Those of commands whose answer can be a page as well. */
export const withPages = (command: Command): Command =>
  withData(command, 'table, json, md or html (default: by the ending of -o)');

/** The period of a command; `what` is what it is to it. */
const withDays = (command: Command, what: string): Command =>
  command
    .optionsGroup('Period:')
    .option('-p, --period <period>', what)
    .option('--from <date>', 'the first day; with --to instead of --period')
    .option('--to <date>', 'the last day');

/** What of a score is no matter of the config alone. */
const withScoring = (command: Command): Command =>
  command
    .addOption(
      new Option('--missing-component <as>', 'what a component nobody knows is (default: drop)').choices([
        'drop',
        'neutral',
        'worst',
      ]),
    )
    .addOption(
      new Option('--direction <what>', 'what CES asked for where the export does not say (default: ease)').choices([
        'ease',
        'effort',
      ]),
    );

/** Options of commands that measure a period. */
export function withPeriod(command: Command): Command {
  return withDays(command, '2024-07, 2024-Q3, 2024-01..2024-06, last-month (csm help periods)')
    .option('--compare <period>', 'prev, yoy, none or a period', 'prev')
    .option('--against <file>', 'an earlier answer of --json: which of its figures are others now')
    .optionsGroup('Choose:')
    .addOption(
      new Option('--by <column>', 'one line for each value of a column of the export, or of the customers').argParser(
        onlyOne,
      ),
    );
}

/** Options of a customer's card. */
export function withCard(command: Command): Command {
  return withDays(command, 'the card is as of its close (default: the last complete month of the data)').option(
    '--compare <period>',
    'prev, yoy, none or a period: what the score is compared with',
    'prev',
  );
}

/** Options of the retention table. */
export function withCohorts(command: Command): Command {
  return withDays(command, 'cohorts and closes of these days (default: all rows)')
    .addOption(
      new Option('--every <unit>', 'the length of periods (default: month)').choices(['month', 'quarter', 'year']),
    )
    .optionsGroup('Choose:')
    .addOption(new Option('--measure <what>', 'what is kept (default: customers)').choices(['customers', 'mrr']))
    .option('--fx <how>', 'with --measure mrr and rates, constant@DATE: those of that day (default: the last close)')
    .option('--absolute', 'in tables what is left, not its share of the first')
    .option('--survival', 'how long customers stay: the Kaplan-Meier estimate, by days')
    .addOption(
      new Option('--by <column>', 'a table for each value of a column of the export, or of the customers').argParser(
        onlyOne,
      ),
    );
}

/** Options of `csm health backtest` and `csm health fit`. */
export function withBacktest(command: Command): Command {
  return withScoring(
    withDays(command, 'snapshots at the closes of its months (default: all whose outcome is known)')
      .optionsGroup('Definitions:')
      .option('--lead <days>', 'who leaves within so many days could not have been helped: left out (default: 14)')
      .option('--horizon <days>', 'leaving is looked for in so many days after the lead (default: 90)')
      .option('--min-age <days>', 'customers are looked at from this age on (default: 28)')
      .option('--strict-leakage', 'drop components that never change, or have no day: they may know the future'),
  );
}

/** Options of `csm health trend`. */
export function withTrend(command: Command): Command {
  return withScoring(
    withDays(command, 'closes of these days (default: all that the exports reach)')
      .addOption(new Option('--every <unit>', 'a close each (default: month)').choices(['month', 'quarter', 'year']))
      .option('--last <n>', 'so many of them, the latest (default: 12)')
      .option('--against <file>', 'an earlier answer of --json: what it has of another config is kept as a series')
      .optionsGroup('Definitions:'),
  );
}

/** Options of `csm anomalies`. */
export function withAnomalies(command: Command): Command {
  return withDays(command, 'the period looked at (default: the last complete month of the data)')
    .optionsGroup('Choose:')
    .addOption(
      new Option('--level <level>', 'findings of one level alone').choices([
        'response',
        'customer',
        'period',
        'theme',
        'rep',
      ]),
    )
    .option('--limit <n>', 'so many findings of each level, or all (default: 10 in tables)')
    .addOption(
      new Option('--direction <what>', 'what CES asked for where the export does not say (default: ease)').choices([
        'ease',
        'effort',
      ]),
    );
}

/** Options that choose among definitions, for a topic; for all of them in a report. */
export const withChoices = (topic: string | null) => (command: Command) =>
  choicesOf(topic).reduce((each, { flags, text, words }) => {
    const option = new Option(flags, flags === METHOD ? `${text}: ${namesOf(topic)}` : text);
    return each.addOption(words === undefined ? option : option.choices(words));
  }, command.optionsGroup('Definitions:'));

/** The methods of a topic's metrics, by name. */
const namesOf = (topic: string | null): string =>
  [...new Set(registry.flatMap((metric) => (topic === null || metric.topic === topic ? methodsOf(metric) : [])))].join(
    ', ',
  );
