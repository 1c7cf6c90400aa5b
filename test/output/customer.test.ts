import { describe, expect, test } from 'vitest';
import { csm } from '../support/csm.ts';
import { acme, folderWith } from '../support/folder.ts';
import { HOSTILE } from '../support/page.ts';

// One customer as a page, and as Markdown.

const run = async (line: string) => csm([...line.split(' '), '--data', acme]);

describe('csm customer as a document', () => {
  test('a page has what --json has', async () => {
    const { stdout: html, code } = await run('customer c1085 -p 2024-07 -f html');
    expect(code).toBe(0);
    const json = JSON.parse((await run('customer c1085 -p 2024-07 --json')).stdout) as Record<string, unknown[]>;
    expect(html).toContain('<h1>Kestria Packaging (c1085)</h1>');
    const rowsUnder = (title: string): number =>
      (new RegExp(`<h3>${title}</h3>[\\s\\S]*?<tbody[^>]*>([\\s\\S]*?)</tbody>`).exec(html)?.[1] ?? '').split('<tr')
        .length - 1;
    for (const [title, list] of [
      ['Subscriptions', 'subscriptions'],
      ['What became of its MRR', 'movements'],
      ['Answers', 'answers'],
      ['Tickets', 'tickets'],
      ['Payments', 'payments'],
    ] as const) {
      expect([title, rowsUnder(title)]).toEqual([title, json[list]?.length]);
    }
    expect(rowsUnder('The score at the close of each month')).toBe(12);
  });

  test('Markdown says the same', async () => {
    const { stdout } = await run('customer c1085 -p 2024-07 -f md');
    expect(stdout).toMatch(/^# Kestria Packaging \(c1085\)\n/);
    expect(stdout).toContain('| usage | 20 | 8 | -9.3 | 2 active days of 12 in 28 days, 3 events (usually 50) |');
  });

  test('the ending of a file says which; a workbook there is not', async () => {
    const cwd = folderWith();
    const { code } = await csm(['customer', 'c1085', '--data', acme, '-o', 'c.md'], { cwd });
    expect(code).toBe(0);
    const { code: other, stderr } = await csm(['customer', 'c1085', '--data', acme, '-f', 'xlsx'], { cwd });
    expect([other, stderr]).toEqual([2, expect.stringContaining('formats: table, json, md, html')]);
  });

  test('before it began it has a page all the same', async () => {
    const { stdout, code } = await run('customer c1085 -p 2020-01 -f html');
    expect(code).toBe(0);
    expect(stdout).toContain(': there is no score.');
  });

  test('what somebody who means harm is called, and writes, is text', async () => {
    const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
    const cwd = folderWith({
      'customers.csv': `customer_id,name,segment\nc1,${quoted(HOSTILE)},${quoted(HOSTILE)}\n`,
      'surveys.csv': `response_id,respondent_id,customer_id,kind,score,responded_at,comment\nr1,p1,c1,nps,2,2024-07-02,${quoted(HOSTILE)}\n`,
    });
    const { stdout, code } = await csm(['customer', 'c1', '--data', '.', '-p', '2024-07', '-f', 'html'], { cwd });
    expect(code).toBe(0);
    expect(stdout).not.toMatch(/<img|<script|<a href="http/);
    expect(stdout.match(/&lt;img src=x onerror=alert\(1\)&gt;/g)?.length).toBeGreaterThan(2);
  });
});
