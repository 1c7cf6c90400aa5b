import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { htmlOf } from '../src/output/html.part.ts';
import { csm } from './support/csm.ts';
import { acme, folderWith } from './support/folder.ts';
import { feedback, health, HOSTILE, reportWith } from './support/page.ts';

// The page where it is looked at: a real browser, as the distribution has it, without a network.

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const executablePath = PLACES.find((place) => existsSync(place));
if (executablePath === undefined) {
  process.stderr.write(`\n!!! NO BROWSER: the tests of the HTML page are left out. apt-get install chromium\n\n`);
}
const ARGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
/** Screens the page is read on. */
const SCREENS: Readonly<Record<string, BrowserContextOptions>> = {
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, deviceScaleFactor: 2 },
  'a small phone': { viewport: { width: 320, height: 568 } },
  laptop: { viewport: { width: 1280, height: 800 } },
  'a laptop at 200 %': { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 },
  'a laptop in the dark': { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' },
};

/** A page as it was opened, and what it did beside being shown. */
interface Shown {
  readonly page: Page;
  readonly messages: string[];
  readonly requests: string[];
}

async function shown(browser: Browser, html: string, screen: BrowserContextOptions): Promise<Shown> {
  const file = join(folderWith(), 'page.html');
  const address = pathToFileURL(file).href;
  writeFileSync(file, html);
  const context = await browser.newContext(screen);
  const page = await context.newPage();
  const messages: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => messages.push(message.text()));
  page.on('pageerror', (error) => messages.push(error.message));
  page.on('dialog', (dialog) => messages.push(dialog.message()));
  page.on('request', (request) => request.url() === address || requests.push(request.url()));
  page.on('requestfailed', (request) => requests.push(request.failure()?.errorText ?? ''));
  await page.goto(address);
  return { page, messages, requests };
}

interface Axe {
  readonly axe: { run(): Promise<{ violations: readonly { id: string; nodes: readonly { html: string }[] }[] }> };
}

/** What the checker of accessibility finds; brought in by the debugger, since the page lets no script in. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => (await (globalThis as unknown as Axe).axe.run()).violations);
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}

describe.runIf(executablePath !== undefined)('in a browser', () => {
  let browser: Browser;
  let report = '';
  let long = '';
  let customer = '';
  /** A month that is worse than the one before. */
  let spring = '';
  const invented = htmlOf(reportWith({}, { ...health, ...feedback, command: 'feedback' }), {});

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: ARGS });
    ({ stdout: report } = await csm(['report', '--data', acme, '-p', '2024-07', '-f', 'html']));
    ({ stdout: customer } = await csm(['customer', 'c1085', '--data', acme, '-p', '2024-07', '-f', 'html']));
    ({ stdout: spring } = await csm(['report', '--data', acme, '-p', '2024-04', '-f', 'html']));
    ({ stdout: long } = await csm(['report', '--data', acme, '-p', '2023-01..2024-12', '-f', 'html']));
  }, 240_000);
  afterAll(() => browser.close());

  test.each(Object.entries(SCREENS))(
    'on %s: nothing is said or loaded, nobody is kept out, nothing sticks out',
    async (_, screen) => {
      for (const html of [report, spring, long, customer, invented]) {
        const { page, messages, requests } = await shown(browser, html, screen);
        // Tables are folded away: everything is looked at, as if each was opened.
        await page.evaluate(`document.querySelectorAll('details').forEach((each) => (each.open = true))`);
        expect(await violations(page)).toEqual([]);
        expect(await page.evaluate(`document.documentElement.scrollWidth - document.documentElement.clientWidth`)).toBe(
          0,
        );
        expect([messages, requests]).toEqual([[], []]);
        await page.context().close();
      }
    },
  );

  test('the whole month is there: both groups of numbers, health, themes, and reps with intervals', () => {
    for (const group of ['At a glance', 'Business and revenue', 'Support and engagement']) {
      expect(report).toContain(`<span>${group}</span>`);
    }
    for (const title of ['Customers at risk', 'Dislikes', 'Likes', 'Net promoter score (NPS) by rep']) {
      expect(report).toContain(`<h3>${title}</h3>`);
    }
    expect(report).toMatch(/<h3>Customer churn[^<]* by segment<\/h3>/);
    expect(report).toMatch(/<h3>Customer churn[^<]* by rep<\/h3>/);
  });

  test('every verdict is looked at', () => {
    for (const verdict of ['better', 'worse', 'same']) expect(report + spring).toContain(`chip ${verdict}`);
  });

  test('words in drawings are as large as on the page, whatever the screen', async () => {
    for (const screen of Object.values(SCREENS)) {
      const { page } = await shown(browser, report, screen);
      const heights = await page.evaluate<number[]>(
        `Array.from(document.querySelectorAll('svg text'), (each) => each.getBoundingClientRect().height)`,
      );
      const seen = heights.filter((height) => height > 0);
      expect(seen.length).toBeGreaterThan(50);
      // Lines of words of 12 pixels; the numbers of many cohorts are a little smaller.
      expect(Math.min(...seen)).toBeGreaterThan(7.5);
      await page.context().close();
    }
  });

  test('what customers write is read, and does nothing', async () => {
    const { page, messages, requests } = await shown(browser, invented, SCREENS['laptop'] ?? {});
    const quote = await page.locator('blockquote p').first().textContent();
    expect(quote).toBe(HOSTILE.replaceAll('\n', '⏎'));
    expect(await page.locator('img, script, iframe, object, form, link').count()).toBe(0);
    expect([messages, requests]).toEqual([[], []]);
    await page.context().close();
  });

  test('a script that got in would not run', async () => {
    const html = report.replace(
      '</main>',
      '<script>document.title = "run"</script><img src="http://x.invalid/i.png"></main>',
    );
    const { page, messages, requests } = await shown(browser, html, SCREENS['laptop'] ?? {});
    expect(await page.title()).toBe('Customer success report, 2024-07');
    expect(requests).toEqual(['http://x.invalid/i.png', 'csp']);
    expect(messages.join('\n')).toContain('Content Security Policy');
    await page.context().close();
  });

  test('by keys alone: the link past the contents, then every table', async () => {
    const { page } = await shown(browser, report, SCREENS['laptop'] ?? {});
    const focused = () => page.evaluate<string>('document.activeElement.outerHTML.slice(0, 60)');
    await page.keyboard.press('Tab');
    expect(await focused()).toContain('Skip to the numbers');
    await page.keyboard.press('Enter');
    expect(await focused()).toMatch(/^<main id="content"/);
    await page.keyboard.press('Tab');
    expect(await focused()).toMatch(/^<div class="scroll"/);
    // Tables that stand open come first, then those below charts.
    for (let i = 0; i < 9 && !(await focused()).startsWith('<summary'); i++) await page.keyboard.press('Tab');
    expect(await focused()).toMatch(/^<summary/);
    await page.keyboard.press('Enter');
    expect(await page.locator('details[open]').count()).toBe(1);
    const outline = await page.evaluate('getComputedStyle(document.activeElement).outlineStyle');
    expect(outline).toBe('solid');
    await page.context().close();
  });

  test.each(['2024-07', '2023-01..2024-12'])(
    'on paper: every table of %s is there, and none is cut',
    async (period) => {
      const { stdout } = await csm(['report', '--data', acme, '-p', period, '-f', 'html']);
      const { page } = await shown(browser, stdout, { viewport: { width: 718, height: 1000 } });
      await page.emulateMedia({ media: 'print' });
      const tables = await page.evaluate<{ text: string; height: number; out: number }[]>(
        `Array.from(document.querySelectorAll('table'), (each) => {
        const { height, right } = each.getBoundingClientRect();
        return { text: each.textContent.slice(0, 80), height, out: right - document.documentElement.clientWidth };
      })`,
      );
      expect(tables.filter(({ height, out }) => height === 0 || out > 0)).toEqual([]);
      const pdf = await page.pdf({ preferCSSPageSize: true });
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
      await page.context().close();
    },
  );
});
