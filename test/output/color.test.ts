import { describe, expect, test } from 'vitest';
import { wantsColor } from '../../src/output/color.ts';
import { csm } from '../support/csm.ts';
import { acme, folderWith } from '../support/folder.ts';

type Env = Readonly<Record<string, string>>;

describe('the flag beats the environment, and the environment the terminal', () => {
  test.each<[Env, boolean, boolean]>([
    // environment, in a terminal, in a pipe
    [{}, true, false],
    [{ TERM: 'xterm-256color' }, true, false],
    [{ TERM: 'dumb' }, false, false],
    [{ NO_COLOR: '1' }, false, false],
    [{ NO_COLOR: 'false' }, false, false],
    [{ NO_COLOR: '' }, true, false],
    [{ FORCE_COLOR: '1' }, true, true],
    [{ FORCE_COLOR: '' }, true, true],
    [{ FORCE_COLOR: 'true' }, true, true],
    [{ FORCE_COLOR: '0' }, false, false],
    [{ FORCE_COLOR: 'false' }, false, false],
    [{ CLICOLOR_FORCE: '1' }, true, true],
    [{ CLICOLOR_FORCE: '0' }, true, false],
    [{ FORCE_COLOR: '1', NO_COLOR: '1' }, false, false],
    [{ CLICOLOR_FORCE: '1', NO_COLOR: '1' }, false, false],
    [{ FORCE_COLOR: '0', CLICOLOR_FORCE: '1' }, false, false],
    [{ FORCE_COLOR: '1', TERM: 'dumb' }, true, true],
    [{ COLORTERM: 'truecolor', CI: '1' }, true, false],
  ])('%j: terminal %s, pipe %s', (env, terminal, pipe) => {
    expect(wantsColor({ flag: 'auto', env, isTTY: true })).toBe(terminal);
    expect(wantsColor({ flag: 'auto', env, isTTY: false })).toBe(pipe);
    for (const isTTY of [true, false]) {
      expect(wantsColor({ flag: 'always', env, isTTY })).toBe(true);
      expect(wantsColor({ flag: 'never', env, isTTY })).toBe(false);
    }
  });
});

const escape = '\u001b[';

describe('what is coloured', () => {
  const args = ['churn', '--period', '2024-07'];

  test('a table, never a document', async () => {
    const terminal = { cwd: acme, terminal: ['stdout'], columns: 120 } as const;
    expect((await csm(args, terminal)).stdout).toContain(escape);
    expect((await csm([...args, '--json'], terminal)).stdout).not.toContain(escape);
    expect((await csm([...args, '--json', '--color', 'always'], terminal)).stdout).not.toContain(escape);
    expect((await csm(args, { cwd: acme })).stdout).not.toContain(escape);
  });

  test('taking the colours away leaves the table of a pipe, but for the minus signs', async () => {
    const { stdout } = await csm([...args, '--color', 'always'], { cwd: acme });
    const plain = (await csm(args, { cwd: acme })).stdout;
    expect(stdout.replaceAll(/\u001b\[[\d;]*m/g, '')).toBe(plain);
    const terminal = (await csm([...args, '--color', 'never'], { cwd: acme, terminal: ['stdout'], columns: 100 }))
      .stdout;
    expect(terminal).toContain('−4.2 pp');
    expect(terminal.replaceAll('−', '-')).toBe(plain);
  });

  test('a file is not a terminal', async () => {
    const cwd = folderWith();
    const { code } = await csm([...args, '--data', acme, '-o', 'out.txt'], { cwd, terminal: ['stdout'], columns: 100 });
    expect(code).toBe(0);
    const { readFileSync } = await import('node:fs');
    const text = readFileSync(`${cwd}/out.txt`, 'utf8');
    expect(text).not.toContain(escape);
    expect(text).not.toContain('−');
  });

  test('warnings and errors on stderr, by what stderr is', async () => {
    const warned = ['nps', '--period', '2019'];
    expect((await csm(warned, { cwd: acme, terminal: ['stderr'] })).stderr).toContain(`${escape}33mwarning`);
    expect((await csm(warned, { cwd: acme, terminal: ['stdout'] })).stderr).not.toContain(escape);
    expect((await csm(['churn', '-p', '2024-13'], { cwd: acme, terminal: ['stdout'] })).stderr).not.toContain(escape);
  });

  test('better and worse are words as well', async () => {
    const { stdout } = await csm(['report', '--period', '2024-Q2'], { cwd: acme });
    expect(stdout).toMatch(/ worse$/m);
    expect((await csm(['report', '--period', '2024-Q3'], { cwd: acme })).stdout).toMatch(/ better( |$)/m);
  });
});
