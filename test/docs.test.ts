import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { defaultHealth } from '../src/health/config.ts';
import * as library from '../src/index.ts';
import { acme, folderWith, root } from './support/folder.ts';

// What the documents show is run: every command of a block marked sh or console, or in the last cell of a table, in a folder that holds the exports of
// the invented company. Below `$ command` a console block shows what is printed; a line `...` there stands for any.

interface Shown {
  readonly command: string;
  /** Null: nothing is shown. */
  readonly output: string | null;
}
interface Block {
  readonly line: number;
  readonly commands: readonly Shown[];
}

function blocksOf(text: string): Block[] {
  const cells = Array.from(text.matchAll(/^\|.*\| `(csm [^`]+)` +\|$/gm), (match) => ({
    line: text.slice(0, match.index).split('\n').length,
    commands: [{ command: match[1] ?? '', output: null }],
  }));
  return [...blocksIn(text), ...cells];
}

/** The blocks between fences; a command that is the last cell of a table is one by itself. */
function blocksIn(text: string): Block[] {
  return Array.from(text.matchAll(/^```(sh|bash|console)\n(.*?)^```$/gms), (match) => ({
    line: text.slice(0, match.index).split('\n').length,
    commands: match[1] === 'console' ? session(match[2] ?? '') : script(match[2] ?? ''),
  }));
}

/** A command a line; a backslash at the end goes on. */
function script(text: string): Shown[] {
  const lines = text.replaceAll(/\\\n\s*/g, ' ').split('\n');
  return lines.flatMap((line) => (/^\s*(#|$)/.test(line) ? [] : [{ command: line.trim(), output: null }]));
}

/** `$ ` before a command, and what it prints below. */
function session(text: string): Shown[] {
  return text
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const [command = '', ...output] = part.replaceAll(/\\\n>?\s*/g, ' ').split('\n');
      const shown = output.join('\n').trimEnd();
      return { command, output: shown === '' ? null : shown };
    });
}

/** Files that the text tells of and the invented company does not have. */
const FILES = {
  'answers.csv': 'response_id,kind,Rating,responded_at\nr1,nps,9,2024-07-02\nr2,nps,3,2024-07-03\n',
  'examples/customers.csv': 'customer_id,name,segment,region\nc1,Alder Labs,smb,EU\nc2,Birch & Co,enterprise,US\n',
  'examples/subscriptions.csv':
    'subscription_id,customer_id,plan,amount,currency,interval,started_at,ended_at\n' +
    's1,c1,pro,49.00,USD,month,2024-01-15,\ns2,c2,team,1200.00,USD,year,2023-09-01,2024-07-10\n',
  'examples/tickets.csv':
    'ticket_id,customer_id,created_at,first_solved_at,agent_replies,reopens\n' +
    't1,c1,2024-07-02T09:15:00Z,2024-07-02T10:00:00Z,1,0\nt2,c2,2024-07-03T11:00:00Z,2024-07-05T16:30:00Z,4,1\n',
  'examples/surveys.csv':
    'response_id,kind,score,responded_at,sent_at,respondent_id,customer_id,comment\n' +
    'r1,nps,9,2024-07-08,2024-07-01,p1,c1,Quick answers\nr2,nps,,,2024-07-01,p2,c2,\n',
  'examples/payments.csv':
    'payment_id,customer_id,at,amount,currency,kind,status\n' +
    'p1,c1,2024-07-01,49.00,USD,recurring,paid\np2,c1,2024-07-03,-49.00,USD,refund,paid\n' +
    'p3,c2,2024-07-05,300.00,USD,setup,open\n',
  'examples/orders.csv': 'order_id,customer_id,ordered_at\no1,c1,2024-07-01\no2,c2,2024-07-29\n',
  'examples/order-payments.csv':
    'payment_id,order_id,amount,currency\np1,o1,40.00,USD\np2,o1,9.00,USD\np3,o2,300.00,USD\n',
  'examples/usage.csv':
    'customer_id,user_id,event,timestamp,count\nc1,u1,login,2024-07-01T08:00:00Z,\n' +
    'c1,u1,export,2024-07-01T08:05:00Z,3\nc2,u2,login,1719900000,\n',
  'examples/assignments.csv': 'customer_id,rep,from,to\nc1,ana,2024-01-01,2024-04-01\nc1,ben,2024-04-01,\n',
  'examples/history.csv':
    'customer_id,as_of,field,value\nc1,2024-01-10,employees,40\nc1,2024-07-15,employees,46\nc1,2024-07-15,hiring,yes\n',
  'examples/fx.csv': 'date,currency,rate\n2024-07-01,EUR,1.0739\n2024-07-01,GBP,1.2650\n',
  'old/billing.csv': 'customer_id;started_at;amount;currency\nc1;01.02.2024;49,90;EUR\nc2;15.03.2024;1200,00;EUR\n',
};

/** A folder to run in, with `csm`, and with what sets up the project put aside: it is set up. */
function stage(): { cwd: string; PATH: string } {
  const cwd = folderWith(FILES);
  for (const name of readdirSync(acme)) copyFileSync(join(acme, name), join(cwd, name));
  mkdirSync(join(cwd, 'exports'));
  for (const name of readdirSync(acme)) copyFileSync(join(acme, name), join(cwd, 'exports', name));
  for (const name of ['bin', 'fixtures']) symlinkSync(join(root, name), join(cwd, name));
  const tools = folderWith();
  const csm = `"${process.execPath}" "${join(root, 'bin', 'csm.js')}"`;
  const put = (name: string, body: string): void => {
    writeFileSync(join(tools, name), `#!/bin/sh\n${body}\n`);
    chmodSync(join(tools, name), 0o755);
  };
  put('csm', `exec ${csm} "$@"`);
  put('npx', `[ "$1" = csm ] || { echo "npx $1: not run here" >&2; exit 1; }\nshift\nexec ${csm} "$@"`);
  put('npm', 'case "$1" in ci|install|i|test) exit 0;; run) exit 0;; esac\necho "npm $1: not run here" >&2\nexit 1');
  return { cwd, PATH: `${tools}:${process.env['PATH'] ?? ''}` };
}

/** Runs the commands of a block in one shell, and gives what each printed and its exit code. */
function play({ commands }: Block, { cwd, PATH }: { cwd: string; PATH: string }): { printed: string; code: number }[] {
  const mark = '\u0001';
  const lines = commands.map(
    ({ command }) => `${command}\n__code=$?; printf '${mark}%d${mark}' "$__code"; (exit "$__code")`,
  );
  const { stdout } = spawnSync('bash', ['--norc', '-c', `exec 2>&1\n${lines.join('\n')}`], {
    cwd,
    // Where GitHub takes what is told of a step.
    env: { PATH, HOME: cwd, GITHUB_STEP_SUMMARY: join(cwd, 'summary.md') },
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  const parts = stdout.split(mark);
  return commands.map((_, i) => ({ printed: parts[2 * i] ?? '', code: Number(parts[2 * i + 1] ?? NaN) }));
}

/** A text as it must be printed; a line of three dots stands for any lines. */
const asShown = (text: string): RegExp =>
  new RegExp(
    `^${text
      .split('\n')
      .map((line) =>
        line.trim() === '...' ? '[^]*?' : `${line.trimEnd().replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}\n`,
      )
      .join('')
      .trimEnd()}$`,
  );

const documents = [
  'README.md',
  ...(existsSync(join(root, 'docs')) ? readdirSync(join(root, 'docs')) : [])
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];

test('there is a README, with commands to run', () => {
  expect(existsSync(join(root, 'README.md')), 'README.md is not there yet: its commands cannot be run').toBe(true);
  expect(blocksOf(readFileSync(join(root, 'README.md'), 'utf8')).length).toBeGreaterThan(2);
});

const textOf = (name: string): string => readFileSync(join(root, name), 'utf8');
const withCommands = documents.filter((name) => existsSync(join(root, name)) && blocksOf(textOf(name)).length > 0);

describe.each(withCommands)('%s', (name) => {
  const text = textOf(name);
  const blocks = blocksOf(text);

  test('its commands run, and print what is shown', { timeout: 240_000 }, () => {
    const place = stage();
    for (const block of blocks) {
      const results = play(block, place);
      for (const [i, { command, output }] of block.commands.entries()) {
        const about = `${name}, block at line ${block.line}: ${command}`;
        const { printed = '', code = NaN } = results[i] ?? {};
        const mayFail = output?.includes('error:') === true || block.commands[i + 1]?.command === 'echo $?';
        if (!mayFail) expect(code, `${about}\n${printed}`).toBe(0);
        expect(printed, about).not.toContain('not run here');
        const trimmed = printed.trimEnd().replaceAll(/[ \t]+$/gm, '');
        if (output?.split('\n').includes('...')) expect(trimmed, about).toMatch(asShown(output));
        else if (output !== null) expect(trimmed, about).toBe(output);
      }
    }
  });

  test('its links lead somewhere', () => {
    const links = Array.from(text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g), ([, target = '']) => target);
    expect(links.filter((target) => !existsSync(join(root, name, '..', target)))).toEqual([]);
  });

  test('what it imports from the library is there', () => {
    const imports = Array.from(text.matchAll(/import \{([^}]+)\} from 'csm-cli'/g), ([, names = '']) =>
      names.split(','),
    );
    const values = imports
      .flat()
      .map((each) => each.trim())
      .filter((each) => each !== '' && !each.startsWith('type '));
    expect(values.filter((each) => !(each in library))).toEqual([]);
  });

  test('commands and flags it names in passing exist', () => {
    const source = ['program.ts', 'flags.ts', 'commands/choices.ts']
      .map((name) => readFileSync(join(root, 'src', name), 'utf8'))
      .join('\n');
    const flags = new Set(text.match(/(?<=[`\s(])--[a-z][a-z-]+/g));
    const foreign = new Set(['--silent', '--ignore-scripts', '--config', '--update', '--check']);
    expect([...flags].filter((flag) => !foreign.has(flag) && !source.includes(flag) && flag !== '--help')).toEqual([]);
  });
});

test('sources that documents cite by a key are in docs/metrics.md', () => {
  const [metrics = '', sources = ''] = textOf('docs/metrics.md').split('\n## Sources\n');
  const known = Array.from(sources.matchAll(/^- (\S+): \S/gm), ([, key]) => key);
  const keys = (text: string): string[] =>
    Array.from(text.matchAll(/\[((?:[A-Z][A-Z\d]+(?:-[\w.-]+)?(?:, )?)+)\](?!\()/g), ([, cited = '']) =>
      cited.split(', '),
    ).flat();
  const cited = new Set(keys(`${metrics}${textOf('docs/rules.md')}`));
  expect([...cited].filter((key) => !known.includes(key))).toEqual([]);
  expect(known.filter((key) => key === undefined || !cited.has(key))).toEqual([]);
  expect(cited.size).toBeGreaterThan(50);
});

test('docs/config.md tells what health goes by where nobody says otherwise', () => {
  const text = readFileSync(join(root, 'docs/config.md'), 'utf8').replaceAll(/\s+/g, ' ');
  const { targets, profiles } = defaultHealth;
  for (const word of targets.highPriority) expect(text).toContain(`\`${word}\``);
  for (const { name, youngerThan, weights } of profiles) {
    const parts = Object.entries(weights).map(([part, weight]) => `${part} ${weight}`);
    expect(text).toContain(`\`${name}\`: younger than ${youngerThan} days, no trends, ${parts.join(', ')}`);
  }
});
