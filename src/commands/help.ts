import type { Command } from 'commander';
import { CsmError } from '../errors.ts';
import { nearest } from '../nearest.ts';
import { LABEL } from './below-feedback.ts';
import { HEALTH } from './below-health.ts';
import { TOPICS } from './topics.ts';

/** What `csm` alone prints. */
export function frontPage(): string {
  const topics = (group: string) =>
    TOPICS.filter((topic) => topic.group === group)
      .map(({ name }) => name)
      .join('  ');
  return `csm — customer-success metrics from CSV and JSON exports

  csm demo                                        try it with invented data
  csm churn subscriptions.csv --period 2024-07    one topic, one month
  csm report --data exports -p 2024-Q3            every topic the exports allow

Surveys and tickets     ${topics('Surveys and tickets')}
Revenue and customers   ${topics('Revenue and customers')}  cohorts  customer
All of them             report  anomalies
Trust the data          validate
Setup                   init  demo  schema  help

csm help <command> · csm help periods · csm help config · csm help exit-codes
`;
}

const PAGES: Readonly<Record<string, string>> = {
  periods: `Periods. Both ends belong to a period, and every answer says which days it measured.

  2024                  a year                 2024-07-14             a day
  2024-07               a month                2024-W30               an ISO week, Monday to Sunday
  2024-Q3, 2024Q3       a quarter              2024-H1                a half year
  FY2024, FY2024Q1      a fiscal year          2024-01..2024-06       from the first to the last
  2024-07..             until today            ..2024-06              from the first row on

  today  yesterday      this-week  this-month  this-quarter  this-half  this-year
  wtd mtd qtd ytd       last-week  last-month  last-quarter  last-half  last-year
  all                   last-7-days  last-2-weeks  last-3-months  last-2-quarters  last-2-years

Today is --as-of, else the clock's day in --timezone. A period that is not over is measured up to today and
compared with as many days of the one before. Without --period it is the latest complete month with rows in it.
--compare takes prev (the default), yoy, none or a period.
`,
  config: `Settings that last. A flag wins over a variable, a variable over the config, the config over what csm does by itself.

csm.config.json is found in the current folder, or above it up to the root of its repository (the folder of .git).
--config FILE names another, --config none reads none. It is JSON and never a program; csm init writes one.

  data              files by kind: { "tickets": ["exports/tickets-*.csv"] }, from the config's own folder
  columns           headers by kind and field: { "surveys": { "score": ["Rating", "NPS score"] } }, as --map
  timezone          the zone days are counted in, as --timezone
  currency          of amounts that do not say theirs: "USD"
  fiscalYearStart   the month, 1 to 12, in which FY2024 and FY2024Q1 start
  dates             "dmy", or by field { "responded_at": "dmy" }, as --date-format
  missing           words that stand for an empty cell: ["", "N/A"], as --missing
  encoding delimiter decimal thousands comment escape skipLines skipLast jsonPath maxRecord scoreLabels
                    how the exports are written, as the flags of these names
  methods           how metrics are defined, by topic: { "churn": "cohort-event", "fcr": "one-touch" }, as --method
  rules             as churnAt endDate paused pastDue delinquentDays gapDays freeAs discounts metered: how subscriptions
                    become what is paid, as the flags of these names
  surveys           scale, by kind { "csat": "1-10" }, satisfiedMin, direction and responses, as the flags
  thresholds        what metrics are held to: { "nps": ["error", { "min": 30 }] }; min, max, maxIncrease, maxDecrease
  feedback          themes of csm feedback: { "themes": [{ "name": "speed", "target": "product", "any": ["slow"] }] }
  support           hours of --hours business: { "hours": { "mon": "09:00-17:00" }, "holidays": [], "timezone": "UTC" }
  health            weights, targets and bands of the health score
  $schema           for editors: "./node_modules/csm-cli/schema/config.json", which csm schema config prints

Variables: CSM_CONFIG CSM_FORMAT CSM_TIMEZONE CSM_AS_OF CSM_COLOR are the flags of these names. SOURCE_DATE_EPOCH is
--as-of in seconds since 1970. NO_COLOR and its like are heeded; no other variable is read.
`,
  'exit-codes': `Exit codes

  0     done, also when there are no data or only warnings
  2     the command line, a variable or the config is wrong
  3     the data are wrong: nothing was computed
  4     a file could not be read or written
  70    a bug in csm
  130   interrupted (Ctrl-C); 143 when terminated

With 2, 3 and 4 nothing is written to stdout, and a file that -o names stays as it was; only validate prints its
report with 3, for that is its answer.
`,
};

/** Help on a word: a page, a command, or what stands below one. */
export function helpOn(program: Command, topic: string, below: string | undefined): string {
  const named = ({ commands }: Command, name: string) =>
    commands.find((each) => each.name() === name || each.aliases().includes(name));
  const page = below === undefined ? PAGES[topic] : undefined;
  const command = named(program, topic);
  const lower = below === undefined || isLabel(topic, below) ? command : command && named(command, below);
  if (page === undefined && lower === undefined) throw unknownPage(program, [topic, below]);
  return page ?? (lower === undefined ? '' : helpOf(lower));
}

/** It is an argument of its command, which then describes itself as it. */
const isLabel = (topic: string, below: string): boolean => topic === 'feedback' && below === LABEL;

/** A command's help with what is added after it. */
function helpOf(command: Command): string {
  let text = '';
  const output = { writeOut: (part: string) => void (text += part), writeErr: () => undefined };
  command.configureOutput(output).outputHelp();
  return text;
}

function unknownPage(program: Command, words: readonly (string | undefined)[]): CsmError {
  const asked = words.filter((word) => word !== undefined).join(' ');
  const below = [...HEALTH.map(({ name }) => `health ${name}`), `feedback ${LABEL}`];
  const known = [...program.commands.map((each) => each.name()), ...Object.keys(PAGES)];
  return new CsmError('usage/unknown-command', `no help on ${asked}`, {
    hint: nearest(asked, [...known, ...below]) ?? `there is help on ${known.join(', ')}`,
  });
}
