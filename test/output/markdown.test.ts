import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { markdownOf } from '../../src/output/markdown.part.ts';
import { text } from '../../src/output/markdown-text.ts';
import { csm } from '../support/csm.ts';
import { acme, folderWith } from '../support/folder.ts';
import { feedback, health, reportWith } from '../support/page.ts';

test.each([
  ['a|b', 'a\\|b'],
  ['`rm`', '\\`rm\\`'],
  ['<b>bold</b>', '&lt;b&gt;bold&lt;/b&gt;'],
  ['![i](http://x/i.png)', '\\!\\[i\\](http&#58;//x/i.png)'],
  ['[a](javascript:1)', '\\[a\\](javascript:1)'],
  ['https://x.example and www.x.example', 'https&#58;//x.example and www&#46;x.example'],
  ['@ops #12', '&#64;ops \\#12'],
  ['o@a.example', 'o&#64;a.example'],
  ['one\ntwo\r\nthree', 'one⏎two⏎three'],
  ['*a* _b_ ~c~ $d$', '\\*a\\* \\_b\\_ \\~c\\~ \\$d\\$'],
  ['a\\|b', 'a\\\\\\|b'],
  ['&lt; &#60;', '&amp;lt; &amp;\\#60;'],
  ['- item', '\\- item'],
  ['1. item', '\\1. item'],
  ['+61.7 (+2.8 %)', '+61.7 (+2.8 %)'],
  ['-22', '-22'],
])('%j is written %j', (data, written) => {
  expect(text(data)).toBe(written);
});

const md = async (line: string, cwd?: string): Promise<string> => {
  const ran = await csm([...line.split(' '), '-f', 'md'], cwd === undefined ? {} : { cwd });
  expect(ran.code, ran.stderr).toBe(0);
  return ran.stdout;
};

test('the content of the page: headings, tables of GitHub, the long parts folded', async () => {
  const out = await md(`report --data ${acme} -p 2024-07`);
  expect(out.match(/^## .+$/gm)).toEqual([
    '## Headlines',
    '## What changed',
    '## Out of the ordinary',
    '## Trends',
    '## MRR movements',
    '## Revenue in numbers',
    '## Customer health',
    '## Churn by segment and rep',
    '## Cohorts',
    '## Customers in numbers',
    '## NPS answers',
    '## What customers write about',
    '## Surveys in numbers',
    '## Support in numbers',
    '## Data',
    '## Definitions',
  ]);
  expect(out).toContain('| Net promoter score (NPS) | +40 | +61.7 from -22 in 2024-06 | better |');
  expect(out).toContain('| Monthly recurring revenue (MRR), USD | 105 307.83 | 102 425.09 | +2 882.74 |');
  expect(out.match(/<details>/g)?.length).toBe(out.match(/<\/details>/g)?.length);
  // Every table has as many cells in each line as in its head, and a line that says so.
  for (const table of out.match(/(?:^\|.*\|$\n?)+/gm) ?? []) {
    const widths = table
      .trimEnd()
      .split('\n')
      .map((line) => line.replaceAll(/\\./g, '').split('|').length);
    expect(new Set(widths).size, table).toBe(1);
    expect(table.split('\n')[1]).toMatch(/^\|( -{3}:? \|)+$/);
  }
});

test('what data say makes nothing but text', () => {
  const out = markdownOf(reportWith({}, { ...health, ...feedback }), {});
  expect(out.replaceAll(/<\/?(details|summary)>/g, '')).not.toMatch(/<|(?<!\\)\[|(?<!\\)`|@|https?:/);
  expect(out).toContain('&lt;img src=x onerror=alert(1)&gt;\\|\\`\\${1}\\`'.replace('{1}', '\\{1\\}'));
  expect(out).toContain('> price · 2024-07-03 · NPS 2 · &lt;img');
});

describe('at most 900 KiB', () => {
  const segments = Array.from({ length: 9000 }, (_, i) => `r${i},p${i},nps,9,2024-07-02,segment ${i} of a long name`);
  const files = { 's.csv': ['response_id,respondent_id,kind,score,responded_at,segment', ...segments, ''].join('\n') };

  test('lines of a very long table are counted, and parts without room too', async () => {
    const out = await md('nps s.csv -p 2024-07 --by segment', folderWith(files));
    expect(out).toContain('8500 more are in the JSON answer.');
    expect(Buffer.byteLength(out)).toBeLessThan(900 * 1024);
    const small = markdownOf(reportWith({}, { ...health, ...feedback }), {}, 2500);
    expect(Buffer.byteLength(small)).toBeLessThan(2500);
    expect(small).toMatch(/\*\*\d of \d parts are left out: there is room for 2 KiB\.\*\*/);
  });
});

describe('--append', () => {
  test('adds to what is there, and makes what is not', async () => {
    const cwd = folderWith({ 's.csv': 'response_id,respondent_id,kind,score,responded_at\nr1,p1,nps,9,2024-07-02\n' });
    const line = 'nps s.csv -p 2024-07 -o summary.md --append'.split(' ');
    const read = () => readFileSync(join(cwd, 'summary.md'), 'utf8');
    expect(await csm(line, { cwd })).toMatchObject({ code: 0, stdout: '' });
    const once = read();
    expect(once).toMatch(/^# NPS, 2024-07\n/);
    expect(await csm(line, { cwd })).toMatchObject({ code: 0, stdout: '' });
    expect(read()).toBe(`${once}\n${once}`);
  });

  test('a folder that is not there is told', async () => {
    const cwd = folderWith({ 's.csv': 'response_id,respondent_id,kind,score,responded_at\nr1,p1,nps,9,2024-07-02\n' });
    const ran = await csm('nps s.csv -p 2024-07 -o no/such.md --append'.split(' '), { cwd });
    expect(ran.code).toBe(4);
    expect(ran.stderr).toContain('cannot write no/such.md');
  });
});
