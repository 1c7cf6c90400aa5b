import { Command } from 'commander';
import type { AnomalyOptions } from './commands/anomalies.ts';
import { describeLabel, LABEL } from './commands/below-feedback.ts';
import { addBelow, belowOf, HEALTH } from './commands/below-health.ts';
import type { CohortOptions } from './commands/cohorts.ts';
import type { CustomerOptions } from './commands/customer.ts';
import { helpOn } from './commands/help.ts';
import type { InitOptions } from './commands/init.ts';
import type { DataOptions, MeasureOptions } from './commands/options.ts';
import { settle } from './commands/settle.ts';
import { registry, TOPICS } from './commands/topics.ts';
import type { World } from './commands/world.ts';
import type { ExitCode } from './errors.ts';
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

/** What commands are made from: the line they are for, and what they act in. */
interface Setting {
  readonly args: readonly string[];
  readonly version: string;
  readonly world: World;
  /** Takes an exit code that is no error. */
  readonly done: (code: ExitCode) => void;
}

type Add = (program: Command, setting: Setting) => void;

/** A line that hangs over where it is too long for the page. */
const hanging = (text: string): string => `  ${text.replaceAll(/(.{1,92})(?:\s+|$)/g, '$1\n      ').trimEnd()}`;

const also = (aliases: readonly string[]): string =>
  aliases.length === 0 ? '' : `\n\nAlso called: ${aliases.map((alias) => `csm ${alias}`).join(', ')}`;

/** A command and all below it. */
export const withBelow = (command: Command): Command[] => [command, ...command.commands.flatMap(withBelow)];

/** Options for the command that is asked for: those of all of them take a start some milliseconds. */
function asked(
  command: Command,
  args: readonly string[],
  ...options: readonly ((command: Command) => Command)[]
): Command {
  const isAsked = [command.name(), ...command.aliases()].some((name) => args.includes(name));
  return isAsked ? options.reduce((each, add) => add(each), command) : command;
}

/** The program. Commands load what they need when they run, so that help and version start at once. */
export function createProgram(setting: Setting): Command {
  const program = new Command('csm')
    .description('Customer-success metrics from CSV and JSON exports')
    .version(setting.version, '-V, --version')
    .helpCommand(false);
  // In the order of the page of help.
  const all: readonly Add[] = [
    addTopics,
    addCohorts,
    addCustomer,
    addAnomalies,
    addReport,
    addValidate,
    addDemo,
    addInit,
    addSchema,
    addHelp,
  ];
  for (const add of all) add(program, setting);
  program.hook('preAction', (_, command) => settle(command, setting.world));
  for (const command of withBelow(program)) {
    command.exitOverride().configureOutput({ writeErr: () => undefined, writeOut: () => undefined });
    command.configureHelp({ helpWidth: 100 });
  }
  return program;
}

function addTopics(program: Command, { args, version, world }: Setting): void {
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
    asked(command, args, withPeriod, withChoices(topic.name), withDocuments).action(
      async (files: string[], options: MeasureOptions) => {
        const { runMetric } = await import('./commands/metric.ts');
        await runMetric({ command: topic.name, topics: [topic], files, options, version }, world);
      },
    );
  }
}

function addCohorts(program: Command, { args, version, world }: Setting): void {
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
  asked(cohorts, args, withCohorts, withData).action(async (files: string[], options: CohortOptions) => {
    const { runCohorts } = await import('./commands/cohorts.ts');
    await runCohorts(files, options, version, world);
  });
}

function addCustomer(program: Command, { args, version, world }: Setting): void {
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
  asked(customer, args, withCard, withPages).action(async (id: string, files: string[], options: CustomerOptions) => {
    const { runCustomer } = await import('./commands/customer.ts');
    await runCustomer(id, files, options, version, world);
  });
}

function addAnomalies(program: Command, { args, version, world }: Setting): void {
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
  asked(anomalies, args, withAnomalies, withData).action(async (files: string[], options: AnomalyOptions) => {
    const { runAnomalies } = await import('./commands/anomalies.ts');
    await runAnomalies(files, options, version, world);
  });
}

function addReport(program: Command, { args, version, world }: Setting): void {
  const report = program
    .commandsGroup('All of them:')
    .command('report [files...]')
    .summary('Every topic the exports allow')
    .description('Every metric that the given exports allow.')
    .addHelpText('after', '\nExamples:\n  csm report --data exports -p 2024-Q3\n  csm report --json -o report.json');
  asked(report, args, withPeriod, withChoices(null), withDocuments).action(
    async (files: string[], options: MeasureOptions) => {
      const { runReport } = await import('./commands/report.ts');
      await runReport(files, options, version, world);
    },
  );
}

function addValidate(program: Command, { args, version, world, done }: Setting): void {
  const validate = program
    .commandsGroup('Trust the data:')
    .command('validate [files...]')
    .summary('Reads everything, computes nothing, reports all problems')
    .description('Checks exports row by row and says what is wrong, where, and what to do.')
    .addHelpText('after', '\nExamples:\n  csm validate surveys.csv\n  csm validate --data exports -f json');
  asked(validate, args, withData).action(async (files: string[], options: DataOptions) => {
    const { runValidate } = await import('./commands/validate.ts');
    done(await runValidate(files, options, version, world));
  });
}

function addDemo(program: Command, { world }: Setting): void {
  program
    .commandsGroup('Setup:')
    .command('demo [dir]')
    .summary('Writes the exports of an invented company')
    .description('Writes six exports of an invented company to a folder (csm-demo), and says what to try.')
    .action(async (folder: string | undefined) => {
      const { runDemo } = await import('./commands/demo.ts');
      await runDemo(folder ?? 'csm-demo', world);
    });
}

function addInit(program: Command, { world }: Setting): void {
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
}

function addSchema(program: Command, { world }: Setting): void {
  program
    .command('schema [what] [name]')
    .summary('JSON Schema of exports, answers and the config')
    .description('Prints the JSON Schema of the rows of an export, of what --json prints, or of csm.config.json.')
    .addHelpText('after', '\nExamples:\n  csm schema input surveys\n  csm schema output report\n  csm schema config')
    .action(async (what: string | undefined, name: string | undefined) => {
      const { runSchema } = await import('./commands/schema.ts');
      await runSchema(what, name, world);
    });
}

function addHelp(program: Command, { world }: Setting): void {
  program
    .command('help [topic] [below]')
    .summary('Help on a command, on periods or on exit codes')
    .action(async (topic: string | undefined, below: string | undefined) => {
      await world.stdout.write(topic === undefined ? program.helpInformation() : helpOn(program, topic, below));
    });
}
