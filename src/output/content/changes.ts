import { plural } from '../issues.ts';
import { groupName, type Line, linesOf, nameOf, tell, topicsOf } from '../lines.ts';
import type { Report } from '../report.ts';
import type { Card, Section } from './document.ts';
import { joined, tabulate } from './tabulate.ts';

/** So many lines are told; all are among the numbers. */
const TOLD = 40;

/** What is better or worse than before by more than chance: the worse first. */
export function changesSection(report: Report): Section | null {
  const { compare, by, period } = report;
  if (compare === null) return null;
  const all = topicsOf(report).flatMap((topic) => linesOf(report, topic));
  const told = all.map((line) => ({ line, said: tell(report, line) }));
  const judged = told.filter(({ said }) => said.verdict !== null);
  if (judged.length === 0) return null;
  const moved = ['worse', 'better'].flatMap((word) => judged.filter(({ said }) => said.verdict === word));
  const listed = moved.slice(0, TOLD);
  const isSplit = listed.some(({ line }) => line.result.segment !== null);
  const more = moved.length > TOLD ? ` The first ${TOLD} are here, the others with the numbers.` : '';
  const tested = judged.length === 1 ? '1 number' : `${judged.length} numbers`;
  const lead = `${tested} could be tested against ${compare.label}: ${moved.length === 0 ? 'none' : moved.length} changed by more than chance explains.${more}`;
  return {
    id: 'changes',
    group: 'At a glance',
    title: 'What changed',
    lead,
    figures:
      listed.length === 0
        ? []
        : [
            {
              id: 'changes-told',
              title: `Changes beyond chance, from ${compare.label} to ${period.label}`,
              text: '',
              chart: null,
              table: tabulate(listed, [
                { head: 'Metric', text: ({ line }) => nameOf(line) },
                { head: by ?? '', text: ({ line }) => groupName(line.result.segment), isShown: isSplit },
                { head: 'Verdict', text: ({ said }) => said.verdict ?? '' },
                { head: period.label, isNumber: true, text: ({ said }) => said.value },
                { head: compare.label, isNumber: true, text: ({ said }) => said.previous },
                { head: 'Change', isNumber: true, text: ({ said }) => said.change },
                { head: '95 % interval', isNumber: true, text: ({ said }) => said.interval },
              ]),
            },
          ],
  };
}

/** What it comes to, in sentences: what is better and worse at the head, who is at risk, what is written about. */
export function verdictOf(report: Report, cards: readonly Card[]): string[] {
  return [headlinesTold(report, cards), riskTold(report), voiceTold(report)].filter((sentence) => sentence !== '');
}

function headlinesTold({ compare }: Report, cards: readonly Card[]): string {
  if (compare === null || cards.length === 0) return '';
  const of = (verdict: Card['verdict']): string[] =>
    cards.filter((card) => card.verdict === verdict).map(({ name, value }) => `${shortName(name)} (${value})`);
  const [better, worse, same] = [of('better'), of('worse'), of('same')];
  const than = `than in ${compare.label}`;
  const others = better.length + worse.length === 0 ? '' : 'other ';
  return joined(
    [
      worse.length === 0 ? '' : `Worse ${than}: ${worse.join(', ')}.`,
      better.length === 0 ? '' : `Better ${than}: ${better.join(', ')}.`,
      same.length === 0
        ? ''
        : `No clear change ${others === '' ? `since ${compare.label} ` : ''}in ${same.length} ${others}headline${same.length === 1 ? '' : 's'}.`,
    ],
    ' ',
  );
}

/** As a metric is called in speech: NPS, and not net promoter score (NPS). */
const shortName = (name: string): string => name.replace(/^[^(]*\(([A-Z]+)\)/, '$1');

function riskTold(report: Report): string {
  const { health } = report;
  if (health === undefined) return '';
  const lines = linesOf(report, 'health').filter(({ result }) => result.segment === null);
  const find = (id: string): Line[] => lines.filter(({ about, result }) => about.id === id && result.value !== null);
  const count = find('health_red')[0]?.result.value ?? null;
  if (count === null) return '';
  const money = find('health_mrr_red')
    .filter(({ result }) => result.value !== 0)
    .map((line) => joined([tell(report, line).value, line.result.currency ?? ''], ' '));
  const worth = count === 0 || money.length === 0 ? '' : `, with ${money.join(' + ')} of MRR`;
  return `${count === 0 ? 'No customer is' : count === 1 ? '1 customer is' : `${count} customers are`} red in health${worth}.`;
}

function voiceTold({ feedback }: Report): string {
  const most = (tone: string, what: string): string => {
    const first = feedback?.themes.find((each) => each.tone === tone && each.comments > 0);
    return first === undefined ? '' : `${what}: ${first.theme} (${plural(first.comments, 'comment')}).`;
  };
  return joined([most('complaint', 'Most frequent complaint'), most('praise', 'Most frequent praise')], ' ');
}
