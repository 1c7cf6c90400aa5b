import { type Exports, dataset } from './generate.ts';
import { Random } from './random.ts';
import { csv, type Row } from './text.ts';

/** A company whose subscriptions say why they ended; some that ended are unpaid, past due or paused as of the export. */
export function withReasons(seed: number): Exports {
  const random = new Random(seed + 9_000_000);
  const exports = dataset(seed);
  const [first = '', ...lines] = exports.subscriptions.trimEnd().split('\n');
  const header = first.split(',');
  const told = random.chance(0.8);
  const rows = lines.map((line): Row => {
    const cells = line.split(',');
    const row = Object.fromEntries(header.map((column, i) => [column, cells[i] ?? '']));
    const ended = row['ended_at'] !== '';
    const state = random.chance(0.25) ? random.pick(['unpaid', 'past_due', 'paused']) : (row['status'] ?? '');
    return {
      ...row,
      cancel_reason: random.pick(ended ? REASONS : ['', '', '', 'price']),
      ...(ended ? { status: state } : {}),
    };
  });
  return { ...exports, subscriptions: csv(told ? [...header, 'cancel_reason'] : header, rows) };
}

const REASONS = [
  '',
  '',
  'non-payment',
  'Non-Payment',
  'tax location invalid',
  'price',
  'no need of it any more',
  'price after a non-payment',
];
