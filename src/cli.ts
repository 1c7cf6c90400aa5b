import { Command, CommanderError } from 'commander';
import packageJson from '../package.json' with { type: 'json' };
import { frontPage, helpOn } from './commands/help.ts';
import type { AnomalyOptions } from './commands/anomalies.ts';
import { addBelow, belowOf, HEALTH } from './commands/below-health.ts';
import { describeLabel, LABEL } from './commands/below-feedback.ts';
import type { CohortOptions } from './commands/cohorts.ts';
import type { CustomerOptions } from './commands/customer.ts';
import type { InitOptions } from './commands/init.ts';
import type { DataOptions, MeasureOptions } from './commands/options.ts';
import { settle } from './commands/settle.ts';
import { registry, TOPICS } from './commands/topics.ts';
import type { World } from './commands/world.ts';
import { CsmError, EXIT, type ExitCode } from './errors.ts';
import {
  withAnomalies,
  withCard,
  withChoices,
  withCohorts,
  withData,
  withDocuments,
  withPages,
  withPeriod,
} from './flags.ts';
import { nearest } from './nearest.ts';

export const { version } = packageJson;

/** A line that hangs over where it is too long for the page. */
const hanging = (text: string): string => `  ${text.replaceAll(/(.{1,92})(?:\s+|$)/g, '$1\n      ').trimEnd()}`;

const also = (aliases: readonly string[]): string =>
  aliases.length === 0 ? '' : `\n\nAlso called: ${aliases.map((alias) => `csm ${alias}`).join(', ')}`;

/** A command and all below it. */
const withBelow = (command: Command): Command[] => [command, ...command.commands.flatMap(withBelow)];

/** The program. Commands load what they need when they run, so that help and version start at once. */
function createProgram(args: readonly string[], world: World, done: (code: ExitCode) => void): Command {
  const program = new Command('csm')
    .description('Customer-success metrics from CSV and JSON exports')
    .version(version, '-V, --version')
    .helpCommand(false)
    .exitOverride()
    .configureOutput({ writeErr: () => undefined, writeOut: () => undefined })
    .configureHelp({ helpWidth: 100 });

  /** Options for the command that is asked for: those of all of them take a start some milliseconds. */
  const asked = (command: Command, ...options: readonly ((command: Command) => Command)[]): Command => {
    const isAsked = [command.name(), ...command.aliases()].some((name) => args.includes(name));
    return isAsked ? options.reduce((each, add) => add(each), command) : command;
  };

  // Made only where its word stands right behind: an option of both would go to the first of them.
  const below = HEALTH.find(({ name }) => args.includes('health') && args[args.indexOf('health') + 1] === name);
  for (const topic of TOPICS) {
    const own = registry.filter((metric) => metric.topic === topic.name);
    const command = program
      .commandsGroup(`${topic.group}:`)
      .command(`${topic.name} [files...]`)
      .aliases(topic.aliases)
      .summary(topic.summary)
      .description(
        `${own[0]?.question ?? ''}\n\n${own.map(({ title, formula }) => hanging(`${title} = ${formula}`)).join('\n')}`,
      )
      .addHelpText(
        'after',
        `\nExamples:\n  csm ${topic.name} --period 2024-07\n  csm ${topic.name} --data exports -p last-quarter --by segment${also(topic.aliases)}${belowOf(topic.name)}`,
      );
    if (topic.name === 'health' && below) {
      addBelow(command, below, version, world);
      continue;
    }
    if (topic.name === 'feedback' && args[args.indexOf('feedback') + 1] === LABEL) describeLabel(command);
    asked(command, withPeriod, withChoices(topic.name), withDocuments).action(
      async (files: string[], options: MeasureOptions) => {
        const { runMetric } = await import('./commands/metric.ts');
        await runMetric({ command: topic.name, topics: [topic], files, options, version }, world);
      },
    );
  }

  const cohorts = program
    .commandsGroup('Revenue and customers:')
    .command('cohorts [files...]')
    .summary('Retention by when customers began; how long they stay')
    .description(
      'Customers by the period of their first paid day, and how many of them, or how much of their\nfirst MRR, is there at the close of each period since. Who comes back is in that cohort again.',
    )
    .addHelpText(
      'after',
      '\nExamples:\n  csm cohorts subscriptions.csv -p 2024\n  csm cohorts --data exports --every quarter --measure mrr\n  csm cohorts subscriptions.csv --survival --by plan',
    );
  asked(cohorts, withCohorts, withData).action(async (files: string[], options: CohortOptions) => {
    const { runCohorts } = await import('./commands/cohorts.ts');
    await runCohorts(files, options, version, world);
  });

  const customer = program
    .commandsGroup('Revenue and customers:')
    .command('customer <id> [files...]')
    .summary('One card with everything known of a customer')
    .description(
      'Everything the exports know of one customer at the close of a period: its score and why, MRR, subscriptions,\nanswers, tickets, payments and use.',
    )
    .addHelpText(
      'after',
      '\nExamples:\n  csm customer c1001\n  csm customer c1001 --data exports -p 2024-06 --json\n  csm customer c1001 -o c1001.html',
    );
  asked(customer, withCard, withPages).action(async (id: string, files: string[], options: CustomerOptions) => {
    const { runCustomer } = await import('./commands/customer.ts');
    await runCustomer(id, files, options, version, world);
  });

  const anomalies = program
    .commandsGroup('All of them:')
    .command('anomalies [files...]')
    .summary('What is abnormal or atypical, and the rows behind it')
    .description(
      'Answers, customers, numbers of the period, themes and reps that stand out, each with what is usual and the rows\nbehind it. Of findings by chance no more than one in twenty is left. The rules: docs/anomalies.md.',
    )
    .addHelpText(
      'after',
      '\nExamples:\n  csm anomalies --data exports\n  csm anomalies surveys.csv tickets.csv -p 2024-06 --level customer --limit all\n  csm anomalies --data exports --json',
    );
  asked(anomalies, withAnomalies, withData).action(async (files: string[], options: AnomalyOptions) => {
    const { runAnomalies } = await import('./commands/anomalies.ts');
    await runAnomalies(files, options, version, world);
  });

  const report = program
    .commandsGroup('All of them:')
    .command('report [files...]')
    .summary('Every topic the exports allow')
    .description('Every metric that the given exports allow.')
    .addHelpText('after', '\nExamples:\n  csm report --data exports -p 2024-Q3\n  csm report --json -o report.json');
  asked(report, withPeriod, withChoices(null), withDocuments).action(
    async (files: string[], options: MeasureOptions) => {
      const { runReport } = await import('./commands/report.ts');
      await runReport(files, options, version, world);
    },
  );

  const validate = program
    .commandsGroup('Trust the data:')
    .command('validate [files...]')
    .summary('Reads everything, computes nothing, reports all problems')
    .description('Checks exports row by row and says what is wrong, where, and what to do.')
    .addHelpText('after', '\nExamples:\n  csm validate surveys.csv\n  csm validate --data exports -f json');
  asked(validate, withData).action(async (files: string[], options: DataOptions) => {
    const { runValidate } = await import('./commands/validate.ts');
    done(await runValidate(files, options, version, world));
  });

  program.hook('preAction', (_, command) => settle(command, world));

  program
    .commandsGroup('Setup:')
    .command('demo [dir]')
    .summary('Writes the exports of an invented company')
    .description('Writes six exports of an invented company to a folder (csm-demo), and says what to try.')
    .action(async (folder: string | undefined) => {
      const { runDemo } = await import('./commands/demo.ts');
      await runDemo(folder ?? 'csm-demo', world);
    });

  program
    .command('init [files...]')
    .summary('Writes csm.config.json for your exports')
    .description(
      'Writes csm.config.json for the exports that are named, or found as any command finds them: where they are and how\ntheir columns were told. It is never overwritten.',
    )
    .option('--data <dir>', 'the folder to look for exports in')
    .option('--timezone <zone>', 'the zone days are counted in', 'UTC')
    .option('--template [dir]', 'write a file for each kind of export to fill in (default: csm-templates)')
    .addHelpText(
      'after',
      '\nExamples:\n  csm init\n  csm init --data exports --timezone Europe/Berlin\n  csm init --template',
    )
    .action(async (files: string[], options: InitOptions) => {
      const { runInit } = await import('./commands/init.ts');
      await runInit(files, options, world);
    });

  program
    .command('schema [what] [name]')
    .summary('JSON Schema of exports, answers and the config')
    .description('Prints the JSON Schema of the rows of an export, of what --json prints, or of csm.config.json.')
    .addHelpText('after', '\nExamples:\n  csm schema input surveys\n  csm schema output report\n  csm schema config')
    .action(async (what: string | undefined, name: string | undefined) => {
      const { runSchema } = await import('./commands/schema.ts');
      await runSchema(what, name, world);
    });

  program
    .command('help [topic] [below]')
    .summary('Help on a command, on periods or on exit codes')
    .action(async (topic: string | undefined, below: string | undefined) => {
      await world.stdout.write(topic === undefined ? program.helpInformation() : helpOn(program, topic, below));
    });

  for (const command of withBelow(program)) {
    command.exitOverride().configureOutput({ writeErr: () => undefined, writeOut: () => undefined });
    command.configureHelp({ helpWidth: 100 });
  }
  return program;
}

/** Runs a command line. Returns the exit code; throws what is to be told. */
export async function runCli(args: readonly string[], world: World): Promise<ExitCode> {
  if (args.every((arg) => arg === '--')) {
    await world.stdout.write(frontPage());
    return EXIT.done;
  }
  let code: ExitCode = EXIT.done;
  const program = createProgram(args, world, (result) => (code = result));
  let printed = '';
  const output = { writeOut: (part: string) => void (printed += part), writeErr: () => undefined };
  for (const command of withBelow(program)) command.configureOutput(output);
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) throw usageError(error, args);
  }
  if (printed !== '') await world.stdout.write(printed);
  return code;
}

const CODES: Readonly<Record<string, string>> = {
  'commander.unknownCommand': 'usage/unknown-command',
  'commander.unknownOption': 'usage/unknown-flag',
  'commander.optionMissingArgument': 'usage/missing-value',
  'commander.invalidArgument': 'usage/value',
  'commander.excessArguments': 'usage/excess',
};

/** Commander's complaint in our words: every one of them is a usage error. */
function usageError({ code, message }: CommanderError, args: readonly string[]): CsmError {
  const [first = '', suggestion] = message.replace(/^error: /, '').split('\n');
  const word = /'-*(.+)'/.exec(first)?.[1] ?? '';
  const suggested = /Did you mean (?:one of )?(.+?)\?/.exec(suggestion ?? '')?.[1];
  // Commander finds a likeness in any two words; one that misleads is worse than none.
  const near =
    suggested !== undefined && nearest(word, suggested.replaceAll('--', '').split(', ')) ? suggested : undefined;
  const command = code === 'commander.unknownCommand' && near ? `csm ${near}` : near;
  const hint =
    command === undefined ? `csm help ${args[0]?.startsWith('-') ? '' : (args[0] ?? '')}`.trim() : `${command}?`;
  return new CsmError(CODES[code] ?? 'usage/command', first.replaceAll("'", ''), { hint });
}
