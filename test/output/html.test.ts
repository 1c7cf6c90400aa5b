import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { htmlOf } from '../../src/output/html.part.ts';
import { csm } from '../support/csm.ts';
import { acme, folderWith } from '../support/folder.ts';
import { feedback, health, HOSTILE, reportWith } from '../support/page.ts';

const page = async (line: string, cwd?: string): Promise<string> => {
  const ran = await csm([...line.split(' '), '-f', 'html'], cwd === undefined ? {} : { cwd });
  expect(ran.code, ran.stderr).toBe(0);
  return ran.stdout;
};
/** The headings of the sections. */
const sections = (html: string): string[] => Array.from(html.matchAll(/<h2 id="([^"]+)"/g), ([, id = '']) => id);
const tags = (html: string): Set<string> =>
  new Set(Array.from(html.matchAll(/<([a-z][a-z0-9]*)/gi), ([, tag = '']) => tag));

/** All that may be on the page: nothing that runs, loads, submits or embeds. */
const TAGS = new Set(
  'html head meta title style body a header h1 h2 h3 p span nav ul li main section div figure figcaption details summary table thead tbody tr th td strong dl dt dd blockquote footer svg desc rect path text g defs clipPath circle line polygon'.split(
    ' ',
  ),
);

describe('the page of fixtures/acme', () => {
  test('is one file that runs nothing, loads nothing and is styled by what its policy names', async () => {
    const html = await page(`report --data ${acme} -p 2024-07`);
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect([...tags(html)].filter((tag) => !TAGS.has(tag))).toEqual([]);
    expect(html).not.toMatch(/\s(style|on\w+|src|srcset|action|formaction)=/i);
    expect(html.match(/href="(?!#)[^"]*"/g)).toBeNull();
    expect(html.match(/url\((?!#)[^)]*\)/g)).toBeNull();
    const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html) ?? [];
    const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(html) ?? [];
    const fingerprint = createHash('sha256').update(style).digest('base64');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`style-src 'sha256-${fingerprint}'`);
    expect(policy).not.toContain('unsafe');
    expect(html.match(/<style/g)).toHaveLength(1);
  });

  test('has every section, a name for every drawing, a table for every figure, and every id once', async () => {
    const html = await page(`report --data ${acme} -p 2024-07`);
    expect(sections(html)).toEqual([
      'headlines',
      'changes',
      'anomalies',
      'trends',
      'movements',
      'numbers-of-revenue',
      'health',
      'splits',
      'cohorts',
      'numbers-of-customers',
      'scores',
      'feedback',
      'numbers-of-voice',
      'numbers-of-support',
      'data',
      'definitions',
    ]);
    const ids = Array.from(html.matchAll(/ id="([^"]+)"/g), ([, id = '']) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const named = Array.from(html.matchAll(/aria-labelledby="([^"]+)"/g), ([, list = '']) => list.split(' ')).flat();
    expect(named.filter((id) => !ids.includes(id))).toEqual([]);
    const clips = Array.from(html.matchAll(/url\(#([^)]+)\)|href="#([^"]+)"/g), ([, a, b]) => a ?? b ?? '');
    expect(clips.filter((id) => !ids.includes(id))).toEqual([]);
    for (const [svg] of html.matchAll(/<svg[^>]*>/g)) expect(svg).toMatch(/role="img" aria-labelledby/);
    const figures = Array.from(html.matchAll(/<figure[\s\S]*?<\/figure>/g), ([figure]) => figure);
    expect(figures.length).toBeGreaterThan(20);
    expect(figures.filter((figure) => !figure.includes('<table'))).toEqual([]);
    expect(figures.filter((figure) => !/<figcaption[^>]*><h3>[^<]+<\/h3>/.test(figure))).toEqual([]);
  });

  test('says what the table says, in the same digits', async () => {
    const line = `report --data ${acme} -p 2024-07`;
    const { stdout } = await csm(line.split(' '), { columns: 200 });
    const plain = (text: string) => text.replaceAll('\u2212', '-').replaceAll('\u00a0', ' ');
    const html = plain(await page(line));
    const rows = new Set(
      Array.from(html.matchAll(/<tr><th scope="row">([\s\S]*?)<\/tr>/g), ([row]) =>
        row
          .replaceAll(/<[^>]+>/g, ' ')
          .replaceAll(/\s+/g, ' ')
          .trim(),
      ),
    );
    const lines = stdout
      .split('\n')
      .filter(
        (each) =>
          /^\S.*\d$|^\S.*(better|worse|same|few\))$/.test(each) && !each.includes('·') && !/ rows from /.test(each),
      )
      .map((each) => each.replaceAll(/\s+/g, ' ').trim())
      .filter((each) => !/2024-07 2024-06/.test(each));
    expect(lines.length).toBeGreaterThan(40);
    expect(lines.filter((each) => !rows.has(each))).toEqual([]);
  });

  test('is the same bytes from rows in another order, and small for a year of months', async () => {
    const names = ['customers', 'subscriptions', 'surveys', 'tickets', 'payments', 'usage'].map(
      (each) => `${each}.csv`,
    );
    const read = (name: string) => readFileSync(join(acme, name), 'utf8');
    const turned = (name: string): string => {
      const [head = '', ...rows] = read(name).trimEnd().split('\n');
      return [head, ...rows.toReversed(), ''].join('\n');
    };
    const as = (make: (name: string) => string) =>
      folderWith(Object.fromEntries(names.map((name) => [name, make(name)])));
    const html = await page('report -p 2024', as(read));
    expect(await page('report -p 2024', as(turned))).toBe(html);
    expect(html.length).toBeLessThan(1_000_000);
    expect(html).toContain('2024-01-01 to 2024-12-31');
  });
});

const head = 'response_id,respondent_id,kind,score,responded_at,comment,segment';
const answers = (...rows: string[]) => ({ 's.csv': [head, ...rows, ''].join('\n') });

test.each([
  [
    'nps s.csv -p 2024-07',
    answers('r1,p1,nps,9,2024-07-02,,'),
    ['headlines', 'scores', 'numbers-of-voice', 'data', 'definitions'],
  ],
  ['nps s.csv -p 2023', answers('r1,p1,nps,9,2024-07-02,,'), ['headlines', 'numbers-of-voice', 'data', 'definitions']],
  [
    'nps s.csv -p 2024-07',
    answers('r1,p1,nps,9,2024-07-02,,', 'r2,p2,nps,9,2024-06-02,,'),
    ['headlines', 'changes', 'trends', 'scores', 'numbers-of-voice', 'data', 'definitions'],
  ],
  [
    'nps s.csv -p 2024-07 --by segment',
    answers('r1,p1,nps,9,2024-07-02,,smb', 'r2,p2,nps,9,2024-07-02,,large'),
    ['headlines', 'groups', 'scores', 'numbers-of-voice', 'data', 'definitions'],
  ],
  [
    'report s.csv -p 2024-07',
    answers('r1,p1,csat,5,2024-07-02,,'),
    ['headlines', 'numbers-of-voice', 'data', 'definitions'],
  ],
] as const)('%s: a section where there is something to say', async (line, files, ids) => {
  expect(sections(await page(line, folderWith(files)))).toEqual(ids);
});

describe('what data say stays text', () => {
  const marks = [...HOSTILE.matchAll(/[<>"'&]/g)].length;

  test('segments, files, comments and groups', async () => {
    const cell = '"<img src=x onerror=alert(1)></title><script>alert(2)</script>"';
    const files = {
      '<b>s.csv': [head, `r1,p1,nps,9,2024-07-02,${cell},${cell}`, `r2,p2,nps,3,2024-07-02,,"'"" onload=""1"`, ''].join(
        '\n',
      ),
    };
    const html = await page('report <b>s.csv -p 2024-07 --by segment', folderWith(files));
    expect([...tags(html)].filter((tag) => !TAGS.has(tag))).toEqual([]);
    expect(html).not.toMatch(/<[^>]*\son(error|load)/i);
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
  });

  test('health and feedback', () => {
    expect(marks).toBeGreaterThan(4);
    const html = htmlOf(reportWith({}, { ...health, ...feedback }), {});
    expect([...tags(html)].filter((tag) => !TAGS.has(tag))).toEqual([]);
    expect(sections(html)).toEqual(['headlines', 'health', 'numbers-of-customers', 'feedback', 'data', 'definitions']);
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;|`${1}`&quot;&#39;&amp;⏎# @ops');
    expect(html).toContain('<th scope="row">green</th><td class="n">12</td><td class="n">12\u00a0000.00 USD</td>');
    expect(html).toContain('999.00 USD + 1.00 EUR');
    expect(html).toContain('The first 2 of 3, by band and MRR');
    expect(html).toContain('third');
    expect(html).not.toContain('fourth');
    expect(html).toContain('Health config 1, abc');
    expect(html).toContain(
      '<td class="n">25.0\u00a0%</td><td class="n">15.0\u00a0%</td><td class="n">+10.0\u00a0pp</td>',
    );
    expect(html).toContain(
      '40 comments, sorted into themes by their words. Shares are of the 40 comments that could be read',
    );
    expect(html).toContain('Sarcasm, mixed feelings');
    expect(html).toContain('2 customers are red in health, with 999.00 USD + 1.00 EUR of MRR.');
  });

  test('in drawings, and where the library has a language of its own', () => {
    const theme = '{a|x}\n<text>&"\' url(#zr0-c0) class="zr0" {b}';
    const all = feedback.feedback;
    const themes = (all?.themes ?? []).map((each) => Object.assign({}, each, { theme }));
    const html = htmlOf(reportWith({}, all && { feedback: { ...all, themes } }), {});
    expect(html).toMatch(/<text[^>]*>\{a\|x\}⏎&lt;text&gt;&amp;&quot;&#39; url\(#…<\/text>/);
    expect([...tags(html)].filter((tag) => !TAGS.has(tag))).toEqual([]);
  });

  test('nothing is drawn of nothing', () => {
    const none = { health: { version: '1', hash: 'abc', missing: 'drop', bands: [50, 75] }, customers: [] };
    const all = feedback.feedback;
    const silent = all && { ...all, themes: [], counts: { ...all.counts, comments: 0 } };
    const html = htmlOf(reportWith({}, { health: none, ...(silent && { feedback: silent }) }), {});
    expect(sections(html)).toEqual(['data']);
    expect(html).not.toContain('<svg');
  });
});
